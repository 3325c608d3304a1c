package io.portallink.api;

import io.portallink.portal.Deadline;
import io.portallink.portal.InvalidRequest;
import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** The body of an import as it comes in, up to its limit. It is counted: an announced length is believed only when it is too large. */
final class ImportBody extends FilterInputStream {

    static final long LIMIT = 64L * 1024 * 1024;

    /** A full body over a slow line; whoever drips holds a connection no longer. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Deadline deadline;
    private long count;

    ImportBody(InputStream in, Deadline deadline) {
        super(in);
        this.deadline = deadline;
    }

    /** @throws ProblemException 413, when more is announced than may come */
    static ImportBody of(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > LIMIT) {
            throw tooLarge("The body is larger than 64 MiB.");
        }
        return new ImportBody(request.getInputStream(), Deadline.in(LONGEST));
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
        if (deadline.passed()) {
            throw new InvalidRequest(
                    "body", "took longer than 15 minutes to arrive; what was read of it by then is kept, line by line");
        }
        if (count > LIMIT) {
            throw tooLarge("The body is larger than 64 MiB. What was read of it by then is kept, line by line.");
        }
    }

    private static ProblemException tooLarge(String detail) {
        return new ProblemException(Problem.PAYLOAD_TOO_LARGE, detail);
    }
}
