package io.portallink.broker;

import io.portallink.link.BrowserSecret;
import io.portallink.link.PortalLink;
import io.portallink.portal.PortalFailure;

/** How a redemption of a ticket ended. */
public sealed interface Launch {

    /**
     * The one redirect of this link; {@code opened} is committed.
     *
     * @param browser what the browser keeps, to be let in again
     */
    record Redirect(String url, BrowserSecret browser) implements Launch {

        @Override
        public String toString() {
            return "Redirect";
        }
    }

    /** Another redemption is under way. */
    record Busy() implements Launch {}

    /** The ticket opens nothing any more. */
    record Ended(PortalLink link) implements Launch {}

    /**
     * The platform failed.
     *
     * @param again whether the ticket is usable again
     */
    record Failed(PortalFailure failure, boolean again) implements Launch {}
}
