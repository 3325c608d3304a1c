package io.portallink.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A client that writes bytes as they are, for what no HTTP client can be made to say. */
public final class RawClient {

    private static final int PATIENCE_MILLIS = 30_000;

    private RawClient() {}

    /** Everything that the server says until it closes; the request should ask for that. ISO 8859-1 both ways. */
    public static Answer ask(int port, String request) {
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return read(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    public static Answer read(Socket socket) throws IOException {
        return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    /** One or several responses, as they came. */
    public record Answer(String text) {

        public int status() {
            return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : -1;
        }

        public String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }

        /** Every value of a header of the first response. */
        public List<String> all(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return text.substring(0, text.indexOf("\r\n\r\n"))
                    .lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .toList();
        }
    }
}
