package io.portallink.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A port for {@code https} on which no handshake succeeds. */
final class TlsTrouble implements AutoCloseable {

    /** What goes wrong. */
    enum Kind {
        PLAIN,
        CUT,
        RESET,
        SILENT,
        SELF_SIGNED,
        EXPIRED
    }

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final ServerSocket socket;
    private final SSLContext selfSigned;
    private final SSLContext expired;
    private volatile Kind kind = Kind.CUT;

    TlsTrouble(Path directory) throws Exception {
        selfSigned = context(directory, "-1d");
        expired = context(directory, "-10d");
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    void kind(Kind next) {
        kind = next;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A certificate by nobody in particular, good for five days from then on. */
    private static SSLContext context(Path directory, String from) throws Exception {
        Path file = directory.resolve("key" + from + ".p12");
        Files.deleteIfExists(file);
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(List.of(
                        keytool.toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-startdate",
                        from,
                        "-validity",
                        "5",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString()))
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        return context(file);
    }

    private static SSLContext context(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException ignored) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            switch (kind) {
                case PLAIN -> plain(connection);
                case CUT -> connection.getInputStream().readNBytes(50);
                case RESET -> {
                    connection.getInputStream().readNBytes(50);
                    connection.setSoLinger(true, 0);
                }
                case SILENT -> connection.getInputStream().transferTo(OutputStream.nullOutputStream());
                case SELF_SIGNED -> handshake(connection, selfSigned);
                case EXPIRED -> handshake(connection, expired);
            }
        } catch (IOException ignored) {
            connection.isClosed(); // the client gave up: what the test is about
        }
    }

    private static void plain(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        in.readNBytes(50);
        connection
                .getOutputStream()
                .write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static void handshake(Socket connection, SSLContext context) throws IOException {
        try (SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(connection, null, true)) {
            tls.startHandshake();
            tls.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }
}
