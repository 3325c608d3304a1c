package io.portallink.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer of a simulated platform, before it goes on the wire.
 *
 * @param retryAfter in seconds; empty where the platform names no time
 */
record SimulatedReply(int status, MediaType type, String body, String retryAfter) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static SimulatedReply json(int status, Map<String, ?> body) {
        return new SimulatedReply(
                status,
                MediaType.APPLICATION_JSON,
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(body),
                "");
    }

    static SimulatedReply html(int status, String body) {
        return new SimulatedReply(status, MediaType.TEXT_HTML, body, "");
    }

    SimulatedReply retryAfter(int seconds) {
        return new SimulatedReply(status, type, body, Integer.toString(seconds));
    }

    /** Bytes, so that no converter of the broker's own edge has a say in them. */
    ResponseEntity<byte[]> entity(String requestIdHeader, String requestId) {
        return ResponseEntity.status(status)
                .contentType(type)
                .cacheControl(CacheControl.noStore().cachePrivate())
                .header(requestIdHeader, requestId)
                .headers(headers -> {
                    if (!retryAfter.isEmpty()) {
                        headers.set(HttpHeaders.RETRY_AFTER, retryAfter);
                    }
                })
                .body(body.getBytes(StandardCharsets.UTF_8));
    }
}
