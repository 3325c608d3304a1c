package io.portallink.sandbox;

import io.portallink.portal.PlatformId;
import java.util.Locale;
import java.util.Map;

/** The words that people read for what the API calls by its own names. */
final class Labels {

    private static final Map<String, String> PLATFORMS = Map.of("easypost", "EasyPost", "shipengine", "ShipEngine");

    private Labels() {}

    static String platform(PlatformId platform) {
        return PLATFORMS.getOrDefault(platform.value(), capital(platform.value()));
    }

    /** @param page as the API calls it; empty for the front page */
    static String page(String page) {
        return page.isEmpty() ? "Front page" : capital(page);
    }

    static String trouble(Behaviour behaviour) {
        return switch (behaviour) {
            case NORMAL -> "Working";
            case UNKNOWN -> "Account unknown";
            case DENIED -> "Credential refused";
            case LIMITED -> "Too many requests (429)";
            case DOWN -> "Down (503)";
            case SLOW -> "Slow (20 s)";
            case GARBAGE -> "Answers nonsense";
        };
    }

    static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
