package io.portallink.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client that writes bytes as they are, for what no HTTP client can be made to say. Where it is told one answer to a request
 * of the API, that must be as its description says.
 */
public final class RawClient {

    private static final int PATIENCE_MILLIS = 30_000;
    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) ([!-~]+) HTTP/1\\.[01]\r\n");

    private RawClient() {}

    /** Everything that the server says until it closes; the request should ask for that. ISO 8859-1 both ways. */
    public static Answer ask(int port, String request) {
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            Answer answer = read(socket);
            answer.checkAgainst(request);
            return answer;
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
            return headers().allValues(name);
        }

        /** Compares it with the API's description; where it is not one answer, with nothing. */
        public void checkAgainst(String request) {
            Matcher line = REQUEST_LINE.matcher(request);
            if (line.lookingAt() && status() >= 200 && text.split("HTTP/1\\.1 \\d{3}", -1).length == 2) {
                DescribedAnswers.check(line.group(1), line.group(2), "", status(), headers(), content());
                HtmlCheck.check(line.group(1), line.group(2), headers(), content());
            }
        }

        private HttpHeaders headers() {
            Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            text.substring(0, text.indexOf("\r\n\r\n")).lines().skip(1).forEach(line -> {
                String[] header = line.split(":", 2);
                all.computeIfAbsent(header[0], ignored -> new ArrayList<>()).add(header[1].strip());
            });
            return HttpHeaders.of(all, (ignored, alsoIgnored) -> true);
        }

        /** The body as text, out of its chunks. */
        private String content() {
            String left = body();
            StringBuilder content = new StringBuilder(left);
            if (headers().firstValue("Transfer-Encoding").orElse("").equals("chunked")) {
                content.setLength(0);
                for (int size = size(left); size > 0; size = size(left)) {
                    int start = left.indexOf("\r\n") + 2;
                    content.append(left, start, start + size);
                    left = left.substring(start + size + 2);
                }
            }
            return new String(content.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        private static int size(String chunk) {
            return Integer.parseInt(chunk.substring(0, chunk.indexOf("\r\n")), 16);
        }
    }
}
