package io.portallink.api;

import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the reading of a body past the limit. It acts on reading and not before, so that 405, 406 and 415, which come first,
 * are found first; and it trusts no Content-Length.
 */
final class BodyLimitFilter extends OncePerRequestFilter {

    static final int LIMIT = 32 * 1024;

    private static final byte[] NONE = {};

    /** An import is read as a stream, and neither JSON nor small; {@link ImportBody} has its limit. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getServletPath().equals(ImportController.PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public ServletInputStream getInputStream() throws IOException {
                        return new Limited(
                                request.getInputStream(), request.getContentLengthLong(), request.getContentType());
                    }
                },
                response);
    }

    /** Reads the whole body before it hands out the first byte, so that one too large is found before one malformed. */
    private static final class Limited extends ServletInputStream {

        private final ServletInputStream in;
        private final long announced;
        private final @Nullable String contentType;
        private @Nullable ByteArrayInputStream body;

        Limited(ServletInputStream in, long announced, @Nullable String contentType) {
            this.in = in;
            this.announced = announced;
            this.contentType = contentType;
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
                // nothing at all has no type; of anything else the type comes first, before the sender's patience is
                // tried
                if (contentType != null || announced > 0) {
                    requireJson();
                }
                byte[] bytes = announced > LIMIT ? NONE : BodyReading.upTo(LIMIT + 1, in);
                if (contentType == null && bytes.length > 0) {
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

        /** Spring looks into a body before it looks at its type, so the type is looked at here. */
        private void requireJson() {
            if (!BodyType.is(MediaType.APPLICATION_JSON, contentType)) {
                throw new ProblemException(Problem.UNSUPPORTED_MEDIA_TYPE, "The body must be JSON, in UTF-8.");
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
}
