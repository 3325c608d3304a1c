package io.portallink.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is kept only when the answer was all there was on it. The HTTP client would take bytes beyond an answer's
 * end, of a Content-Length too short or of an answer too many, for the next answer: another merchant's portal.
 */
final class TidyConnection extends DefaultManagedHttpClientConnection {

    private static final long RECENT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Timeout SHORTEST = Timeout.ofMilliseconds(1);
    private static final AtomicLong COUNT = new AtomicLong();

    private @Nullable SessionInputBuffer input;
    private @Nullable Socket wire;
    private long keptSince;

    private TidyConnection(Http1Config limits) {
        super("platform-" + COUNT.incrementAndGet(), null, null, limits, new BodyLength(), null, null, null, null);
    }

    static TidyConnection on(@Nullable Socket socket, Http1Config limits) throws IOException {
        TidyConnection connection = new TidyConnection(limits);
        if (socket != null) {
            connection.bind(socket);
        }
        return connection;
    }

    @Override
    public void bind(Socket socket) throws IOException {
        wire = socket;
        super.bind(socket);
    }

    @Override
    public void bind(SSLSocket tls, Socket socket) throws IOException {
        super.bind(tls, socket);
        wire = socket;
    }

    @Override
    public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
        input = null;
        super.sendRequestHeader(request);
    }

    @Override
    protected InputStream createContentInputStream(long length, SessionInputBuffer buffer, InputStream in) {
        input = buffer;
        return super.createContentInputStream(length, buffer, in);
    }

    /** Asked for when the answer was read: an answer without a body gives no way to look behind it. */
    @Override
    public boolean isConsistent() {
        SessionInputBuffer buffer = input;
        return super.isConsistent() && buffer != null && buffer.length() == 0;
    }

    @Override
    public void passivate() {
        keptSince = System.nanoTime();
        super.passivate();
    }

    /** Asked for before the next request; waiting a moment for an end of the stream only where there was time for one. */
    @Override
    public boolean isStale() throws IOException {
        boolean recent = System.nanoTime() - keptSince < RECENT_NANOS;
        return hasMore() || (!recent && super.isStale()) || hasBuffered();
    }

    /** Bytes that nobody asked for; with TLS they may be the protocol's own, and reading takes those away. */
    private boolean hasMore() throws IOException {
        Socket socket = wire;
        if (socket == null || socket.getInputStream().available() == 0) {
            return false;
        }
        return getSSLSession() == null || isDataAvailable(SHORTEST);
    }

    private boolean hasBuffered() {
        SessionInputBuffer buffer = input;
        return buffer != null && buffer.length() > 0;
    }
}
