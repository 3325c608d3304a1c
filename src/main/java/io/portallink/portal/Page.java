package io.portallink.portal;

import java.util.Locale;
import java.util.Optional;

/** A neutral place inside a portal. The absence of one is the platform's own front page. */
public enum Page {
    ONBOARDING,
    SETTINGS,
    BILLING,
    CARRIERS,
    REPORTS,
    BRANDING,
    ANALYTICS,
    INSURANCE;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The word that the contract uses for this page. */
    public String wire() {
        return wire;
    }

    public static Optional<Page> fromWire(String word) {
        for (Page page : values()) {
            if (page.wire.equals(word)) {
                return Optional.of(page);
            }
        }
        return Optional.empty();
    }
}
