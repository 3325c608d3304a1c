package io.portallink.faults;

import static io.portallink.portal.Problem.PLATFORM_INVALID_RESPONSE;
import static io.portallink.portal.Problem.PLATFORM_TIMEOUT;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Answers whose form is wrong: too large, cut off, of another length than they say. */
final class BodyFaults {

    private static final Expected INVALID = Expected.problem(PLATFORM_INVALID_RESPONSE);
    private static final Expected TIMEOUT = Expected.problem(PLATFORM_TIMEOUT);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n\r\n";
    private static final int MB = 1024 * 1024;
    private static final byte[] BOMB = zipped(100);

    private BodyFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.raw("100 MB body", INVALID, exchange -> {
                    exchange.say(HEAD + "Content-Length: " + 100 * MB + "\r\n\r\n");
                    spaces(exchange, "", "");
                }),
                Fault.raw("100 MB body, chunked", INVALID, exchange -> {
                    exchange.say(CHUNKED);
                    spaces(exchange, Integer.toHexString(MB) + "\r\n", "\r\n");
                }),
                Fault.raw(
                        "huge header",
                        INVALID,
                        exchange -> exchange.say(HEAD + "X-Huge: " + "x".repeat(MB) + "\r\n\r\n")),
                Fault.raw(
                        "10,000 headers",
                        INVALID,
                        exchange -> exchange.say(HEAD + "X-Many: SECRET\r\n".repeat(10_000) + "\r\n")),
                Fault.raw(
                        "truncated chunked body",
                        INVALID,
                        exchange -> exchange.say(CHUNKED + "40\r\n{\"link\":\"https://SECRET")),
                Fault.raw(
                        "chunk size that is none",
                        INVALID,
                        exchange -> exchange.say(CHUNKED + "SECRET\r\n{}\r\n0\r\n\r\n")),
                Fault.raw(
                        "Content-Length too long, then closed", INVALID, exchange -> exchange.say(wrong(exchange, 9))),
                Fault.raw("Content-Length too long, then silence", TIMEOUT, exchange -> {
                            exchange.say(wrong(exchange, 9));
                            exchange.silence();
                        })
                        .slow(),
                Fault.raw("Content-Length too short", INVALID, exchange -> {
                    exchange.say(wrong(exchange, -9));
                    exchange.keep();
                }),
                Fault.raw("Content-Length negative", INVALID, exchange -> exchange.say(wrong(exchange, -9999))),
                Fault.raw("another answer after the end", Expected.opened(1), exchange -> {
                    exchange.say(PlatformWords.response("200 OK", good(exchange))
                            + PlatformWords.response("200 OK", good(exchange).replace("-call-", "-stray-")));
                    exchange.keep();
                }),
                Fault.raw("gzip bomb", INVALID, exchange -> zip(exchange, BOMB)),
                Fault.raw("gzip cut off", INVALID, exchange -> zip(exchange, Arrays.copyOf(BOMB, 50))),
                Fault.raw("gzip that is none", INVALID, exchange -> zip(exchange, new byte[] {'S', 'E', 'C'})));
    }

    private static String good(Exchange exchange) {
        return PlatformWords.good(exchange.platform(), exchange.account(), exchange.number());
    }

    private static String wrong(Exchange exchange, int difference) {
        String body = good(exchange);
        return HEAD + "Content-Length: " + (body.length() + difference) + "\r\n\r\n" + body;
    }

    private static void spaces(Exchange exchange, String before, String after) throws IOException {
        String piece = before + " ".repeat(MB) + after;
        for (int i = 0; i < 100; i++) {
            exchange.say(piece);
        }
    }

    private static void zip(Exchange exchange, byte[] body) throws IOException {
        exchange.say(HEAD + "Content-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n");
        exchange.say(body);
        exchange.keep();
    }

    private static byte[] zipped(int megabytes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] spaces = new byte[MB];
        Arrays.fill(spaces, (byte) ' ');
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < megabytes; i++) {
                out.write(spaces);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
