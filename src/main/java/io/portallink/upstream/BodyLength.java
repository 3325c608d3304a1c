package io.portallink.upstream;

import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;

/**
 * Where an answer's body ends. The HTTP client loses the status of an answer that says it badly: here such an answer has no
 * body, and the same length told twice is that length (RFC 9110, 8.6).
 */
final class BodyLength implements ContentLengthStrategy {

    private static final int NO_BODY = 0;

    @Override
    public long determineLength(HttpMessage message) throws HttpException {
        List<String> lengths = Arrays.stream(message.getHeaders(HttpHeaders.CONTENT_LENGTH))
                .flatMap(header -> Arrays.stream(header.getValue().split(",", -1)))
                .map(String::strip)
                .distinct()
                .toList();
        if (lengths.size() == 1) {
            message.removeHeaders(HttpHeaders.CONTENT_LENGTH);
            message.addHeader(HttpHeaders.CONTENT_LENGTH, lengths.getFirst());
        }
        try {
            return DefaultContentLengthStrategy.INSTANCE.determineLength(message);
        } catch (HttpException ignored) {
            message.setHeader(HttpHeaders.CONNECTION, HeaderElements.CLOSE); // what comes next on it is not an answer
            return NO_BODY;
        }
    }
}
