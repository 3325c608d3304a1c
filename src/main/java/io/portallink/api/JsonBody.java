package io.portallink.api;

import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * A body of JSON. It is read whole before its first byte is handed out, so that one too large is found before one malformed; and
 * no Content-Length is trusted. Without a byte it is no body, whatever the headers say of it.
 */
final class JsonBody extends ServletInputStream {

    static final int LIMIT = 32 * 1024;

    private static final byte[] NONE = {};

    private final HttpServletRequest request;
    private final ServletInputStream in;
    private @Nullable ByteArrayInputStream body;

    JsonBody(HttpServletRequest request) throws IOException {
        this.request = request;
        this.in = request.getInputStream();
    }

    @Override
    public int read() throws IOException {
        return body().read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return body().read(buffer, offset, length);
    }

    private ByteArrayInputStream body() throws IOException {
        if (body == null) {
            long announced = request.getContentLengthLong();
            if (announced > 0) { // before the sender's patience is tried
                requireJson();
            }
            byte[] bytes = announced > LIMIT ? NONE : BodyReading.upTo(LIMIT + 1, in);
            if (bytes.length > 0) {
                requireJson();
            }
            if (announced > LIMIT || bytes.length > LIMIT) {
                throw new ProblemException(Problem.PAYLOAD_TOO_LARGE, "The body is larger than 32 KiB.");
            }
            BodyReading.requireUtf8(bytes);
            body = new ByteArrayInputStream(bytes);
        }
        return body;
    }

    private void requireJson() {
        BodyType.requireUncoded(request);
        if (!BodyType.is(MediaType.APPLICATION_JSON, request.getContentType())) {
            throw new ProblemException(
                    Problem.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be JSON, in UTF-8, with Content-Type: application/json.");
        }
    }

    @Override
    public boolean isFinished() {
        return body != null && body.available() == 0;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("bodies are read in a blocking way");
    }
}
