package io.portallink.link;

import java.util.Locale;

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

    static LinkStatus fromWire(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
