package io.portallink.upstream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A platform's answer, read whole and within the size limit. Never printed: it may hold a portal URL.
 *
 * @param sentAt when the request of this very answer was sent
 * @param requestId the platform's own id of the request, from its header; checked to be short and plain
 * @param retryAfter the header; a date in it is seconds already where the answer tells its own time
 */
public record UpstreamReply(
        int status,
        String body,
        Instant sentAt,
        @Nullable String requestId,
        @Nullable String retryAfter) {

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
        return "UpstreamReply[" + status + "]";
    }
}
