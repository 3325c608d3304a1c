package io.portallink.link;

import java.util.Locale;
import java.util.Optional;

/** Where a portal link is in its life. */
public enum LinkStatus {
    /** Waiting for its browser. */
    ISSUED,
    /** Claimed by one browser, under a lease. */
    OPENING,
    /** The platform's URL was handed out. */
    OPENED,
    /** The browser came back; not a completion. */
    RETURNED,
    /** The platform failed, for good. */
    FAILED,
    /** The ticket's time ran out unused. */
    EXPIRED,
    /** Withdrawn. */
    REVOKED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LinkStatus> fromWire(String word) {
        for (LinkStatus status : values()) {
            if (status.wire().equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
