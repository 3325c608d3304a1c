package io.portallink.api;

import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of an import as it comes in, up to its limit. It is counted: an announced length is believed only when it is too large. */
final class ImportBody extends FilterInputStream {

    static final long LIMIT = 64L * 1024 * 1024;

    private long count;

    private ImportBody(InputStream in) {
        super(in);
    }

    /** @throws ProblemException 413, when more is announced than may come */
    static ImportBody of(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > LIMIT) {
            throw tooLarge("The body is larger than 64 MiB.");
        }
        return new ImportBody(request.getInputStream());
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next == -1 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) {
        count += read;
        if (count > LIMIT) {
            throw tooLarge("The body is larger than 64 MiB. What was read of it by then is kept, line by line.");
        }
    }

    private static ProblemException tooLarge(String detail) {
        return new ProblemException(Problem.PAYLOAD_TOO_LARGE, detail);
    }
}
