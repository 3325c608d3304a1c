package io.portallink.link;

import java.util.Locale;

/** What can happen to a portal link; in the order in which events of one millisecond are told. */
public enum EventType {
    ISSUED,
    /** A page with a button was shown; the first time. */
    CONFIRMATION_SHOWN,
    /** A prefetch or preview was turned away; the first time. */
    PREFETCH_BLOCKED,
    /** The platform failed at a launch, or at a direct creation; carries the problem's code. */
    FAILED,
    OPENED,
    /** A used ticket came from a browser that did not launch it. */
    REPLAYED,
    /** The launching browser was let in again. */
    REFRESHED,
    /** A refresh, or the used ticket in its own browser, let nobody in. */
    REFRESH_REFUSED,
    RETURNED,
    REVOKED,
    EXPIRED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EventType fromWire(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
