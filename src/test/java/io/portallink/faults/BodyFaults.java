package io.portallink.faults;

import static io.portallink.portal.Problem.ACCOUNT_REJECTED;
import static io.portallink.portal.Problem.PLATFORM_CREDENTIALS_REJECTED;
import static io.portallink.portal.Problem.PLATFORM_INVALID_RESPONSE;
import static io.portallink.portal.Problem.PLATFORM_RATE_LIMITED;
import static io.portallink.portal.Problem.PLATFORM_TIMEOUT;
import static io.portallink.portal.Problem.PLATFORM_UNAVAILABLE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Answers whose form is wrong: too large, cut off, of another length or wrapping than they say. */
final class BodyFaults {

    private static final Expected INVALID = Expected.problem(PLATFORM_INVALID_RESPONSE);
    private static final Expected TIMEOUT = Expected.problem(PLATFORM_TIMEOUT);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String LIMITED = "HTTP/1.1 429 Slow\r\nRetry-After: 7\r\n";
    private static final byte[] NO_GZIP = {'S', 'E', 'C'};
    private static final int MB = 1024 * 1024;
    private static final byte[] BOMB = zipped(100);

    private BodyFaults() {}

    static List<Fault> all() {
        return Stream.of(unreadable(), decided(), wrapped())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Fault> unreadable() {
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
                Fault.raw("gzip that is none", INVALID, exchange -> zip(exchange, NO_GZIP)),
                Fault.raw(
                        "br that was not asked for",
                        INVALID,
                        exchange -> coded(exchange, HEAD, "br", good(exchange).getBytes(StandardCharsets.UTF_8))));
    }

    /** Of a failure the status decides, whatever becomes of the body. */
    private static List<Fault> decided() {
        return List.of(
                limited("429 whose gzip is none", exchange -> coded(exchange, LIMITED, "gzip", NO_GZIP)),
                limited(
                        "429 whose gzip is cut off",
                        exchange -> coded(exchange, LIMITED, "gzip", Arrays.copyOf(BOMB, 50))),
                limited(
                        "429 whose body is cut off",
                        exchange -> exchange.say(LIMITED + "Content-Length: 500\r\n\r\n{")),
                limited(
                        "429 whose chunk is none",
                        exchange -> exchange.say(LIMITED + "Transfer-Encoding: chunked\r\n\r\nS")),
                limited("429 whose length is none", exchange -> exchange.say(LIMITED + "Content-Length: SEC\r\n\r\n{")),
                limited("429 with a 100 MB body", exchange -> {
                    exchange.say(LIMITED + "Content-Length: " + 100 * MB + "\r\n\r\n");
                    spaces(exchange, "", "");
                }),
                limited("429, then reset", exchange -> {
                    exchange.say(LIMITED + "Content-Length: 500\r\n\r\n{");
                    exchange.pause(100);
                    exchange.reset();
                }),
                limited("429, then silence", exchange -> {
                    exchange.say(LIMITED + "Content-Length: 500\r\n\r\n{");
                    exchange.silence();
                }),
                Fault.raw(
                        "503 whose gzip is none",
                        Expected.problem(PLATFORM_UNAVAILABLE, 7),
                        exchange -> coded(exchange, LIMITED.replace("429", "503"), "gzip", NO_GZIP)),
                Fault.raw(
                        "401 whose gzip is none",
                        Expected.problem(PLATFORM_CREDENTIALS_REJECTED),
                        exchange -> coded(exchange, "HTTP/1.1 401 No\r\n", "gzip", NO_GZIP)),
                Fault.raw(
                        "404 whose body is cut off",
                        Expected.problem(ACCOUNT_REJECTED),
                        exchange -> exchange.say("HTTP/1.1 404 No\r\nContent-Length: 500\r\n\r\n{\"error\"")),
                Fault.raw("404, then silence", Expected.problem(ACCOUNT_REJECTED), exchange -> {
                            exchange.say("HTTP/1.1 404 No\r\nContent-Length: 500\r\n\r\n{\"error\"");
                            exchange.silence();
                        })
                        .slow());
    }

    /** What can be read is good, whatever is said of it. */
    private static List<Fault> wrapped() {
        return List.of(
                Fault.raw(
                        "byte order mark",
                        Expected.opened(1),
                        exchange -> coded(
                                exchange,
                                HEAD,
                                "identity",
                                ("\uFEFF" + good(exchange)).getBytes(StandardCharsets.UTF_8))),
                Fault.raw(
                        "UTF-16",
                        Expected.opened(1),
                        exchange -> coded(exchange, HEAD, "none", good(exchange).getBytes(StandardCharsets.UTF_16))),
                Fault.raw(
                        "a character set as content coding",
                        Expected.opened(1),
                        exchange ->
                                coded(exchange, HEAD, "utf-8", good(exchange).getBytes(StandardCharsets.UTF_8))));
    }

    private static Fault limited(String name, Exchange.Script script) {
        return Fault.raw(name, Expected.problem(PLATFORM_RATE_LIMITED, 7), script)
                .notCounted();
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
        coded(exchange, HEAD, "gzip", body);
    }

    private static void coded(Exchange exchange, String head, String coding, byte[] body) throws IOException {
        exchange.say(head + "Content-Encoding: " + coding + "\r\nContent-Length: " + body.length + "\r\n\r\n");
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
