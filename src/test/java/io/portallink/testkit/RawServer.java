package io.portallink.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that writes bytes as they are, for what no HTTP server can be made to say. */
public final class RawServer implements AutoCloseable {

    /** Gets the connection after the request's head was read; the connection is closed when it returns. */
    @FunctionalInterface
    public interface Answer {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final Answer answer;
    private final AtomicInteger connections = new AtomicInteger();

    private RawServer(ServerSocket socket, Answer answer) {
        this.socket = socket;
        this.answer = answer;
    }

    public static RawServer start(Answer answer) {
        try {
            RawServer server = new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
            Thread.ofVirtual().start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer of one piece. */
    public static RawServer saying(String text) {
        return start(out -> out.write(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** One byte of a good head and endless body every {@code millis}: each read succeeds in time, the whole never ends. */
    public static RawServer dribbling(long millis) {
        return start(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < 100; i++) {
                out.write(' ');
                out.flush();
                Thread.sleep(millis);
            }
        });
    }

    public String baseUrl() {
        return "http://localhost:" + socket.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException ignored) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            byte[] head = new byte[8192];
            if (in.read(head) > 0) {
                answer.write(connection.getOutputStream());
                connection.getOutputStream().flush();
            }
        } catch (IOException ignored) {
            connections.get(); // the client gave up: what the test is about
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
        }
    }
}
