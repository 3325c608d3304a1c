package io.portallink.broker;

import io.portallink.link.PortalLink;
import org.jspecify.annotations.Nullable;

/** What a request to open a portal came to. */
public sealed interface Opening {

    /** A new link. */
    record New(Created created) implements Opening {}

    /**
     * The link that the same request made before, as it stands now.
     *
     * @param url the launch URL while it is still usable
     */
    record Replayed(PortalLink link, @Nullable String url) implements Opening {

        @Override
        public String toString() {
            return "Replayed[" + link + "]";
        }
    }
}
