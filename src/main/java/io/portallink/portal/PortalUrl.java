package io.portallink.portal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A platform's answer: a URL that opens a portal, not yet checked or completed.
 *
 * @param url as the platform gave it; a credential
 * @param sentAt when the request for it was sent; its life is counted from there
 * @param expiresAt when it dies, never later than {@code sentAt} plus the platform's documented life
 * @param usableFor its greatest age, from {@code sentAt}, at which it may still be handed to a browser
 * @param hosts the hosts it may have: exact names for https on port 443; a loopback host with a port may be http
 * @param parameters query parameters to set on it, replacing namesakes
 * @param requestId the platform's own id of the request, for its support desk
 */
public record PortalUrl(
        String url,
        Instant sentAt,
        Instant expiresAt,
        Duration usableFor,
        List<String> hosts,
        Map<String, String> parameters,
        @Nullable String requestId) {

    @Override
    public String toString() {
        return "PortalUrl[expiresAt=" + expiresAt + "]";
    }
}
