package io.portallink.sandbox;

import io.portallink.portal.PlatformId;
import java.util.Locale;
import java.util.Map;

/** The words that people read for what the API calls by its own names. */
final class Labels {

    private static final Map<String, String> PLATFORMS = Map.of("easypost", "EasyPost", "shipengine", "ShipEngine");

    private Labels() {}

    static String platform(PlatformId platform) {
        return platform(platform.value());
    }

    /** @param platform as the API calls it */
    static String platform(String platform) {
        return PLATFORMS.getOrDefault(platform, capital(platform));
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

    /**
     * Why the broker sent the browser here for a new link.
     *
     * @param code the broker's; anybody can write another into the address, which means nothing
     */
    static String reason(String code) {
        return switch (code) {
            case "no-session" -> "This browser is not the one that opened the link.";
            case "revoked" -> "The link was withdrawn.";
            case "ended" -> "The visit is over: the merchant came back, or half an hour has passed.";
            case "limit" -> "The link has let this browser in again three times, and does so no more.";
            default -> "The broker gives no such reason.";
        };
    }

    static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
