package io.portallink.portal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would be sent to a platform, with every secret masked.
 *
 * @param body the JSON object, or {@code null} where the call has no body
 * @param urlParameters what would be set on the URL that comes back
 */
public record Preview(
        String method,
        String url,
        Map<String, String> headers,
        @Nullable Map<String, Object> body,
        Map<String, String> urlParameters) {}
