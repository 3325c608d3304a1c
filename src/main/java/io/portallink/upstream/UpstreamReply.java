package io.portallink.upstream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A platform's answer, read whole and within the size limit. Never printed: it may hold a portal URL.
 *
 * @param json the body; a missing node where it is not JSON, or where an answer that is not 2xx has one that can't be read
 * @param sentAt when the request of this very answer was sent
 * @param requestId the platform's own id of the request, from its header; checked to be short and plain
 * @param retryAfter the header; a date in it is seconds already where the answer tells its own time
 */
public record UpstreamReply(
        int status,
        JsonNode json,
        Instant sentAt,
        @Nullable String requestId,
        @Nullable String retryAfter) {

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /** Whether a connector reads the body: of any other status the client makes a failure without it. */
    boolean isForReader() {
        return successful() || (status >= 400 && status < 500 && status != 429);
    }

    UpstreamReply with(JsonNode body) {
        return new UpstreamReply(status, body, sentAt, requestId, retryAfter);
    }

    @Override
    public String toString() {
        return "UpstreamReply[" + status + "]";
    }
}
