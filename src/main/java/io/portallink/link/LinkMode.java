package io.portallink.link;

import java.util.Locale;
import java.util.Optional;

/** When the platform's URL is made. */
public enum LinkMode {
    /** At the click: the link's URL is the broker's own. */
    LAUNCH,
    /** At once: the link's URL is the platform's, with the platform's short life. */
    DIRECT;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LinkMode> fromWire(String word) {
        for (LinkMode mode : values()) {
            if (mode.wire().equals(word)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
