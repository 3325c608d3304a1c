package io.portallink.broker;

import io.portallink.link.PortalLink;
import io.portallink.portal.Platform;

/**
 * A new link.
 *
 * @param url the broker's own in launch mode, the platform's in direct mode; a secret either way
 */
public record Created(PortalLink link, Platform platform, String url) {

    @Override
    public String toString() {
        return "Created[" + link + "]";
    }
}
