package io.portallink.broker;

import io.portallink.portal.PortalFailure;
import java.util.Locale;

/** How the launching browser's wish to be let in again ended. */
public sealed interface Refresh {

    /** Let in again; the refresh is counted and committed. */
    record Redirect(String url) implements Refresh {

        @Override
        public String toString() {
            return "Redirect";
        }
    }

    /** Another refresh of the link is under way. */
    record Busy() implements Refresh {}

    /** Nobody is let in. */
    record Refused(Reason reason) implements Refresh {}

    /** The platform failed; nothing has changed. */
    record Failed(PortalFailure failure) implements Refresh {}

    /** Why nobody is let in; the first that holds. */
    enum Reason {
        /** Not the browser that launched the link. */
        NO_SESSION,
        REVOKED,
        /** The merchant returned, or the time after the first opening is over. */
        ENDED,
        /** Let in as often as it may be. */
        LIMIT;

        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
