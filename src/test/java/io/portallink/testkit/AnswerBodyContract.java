package io.portallink.testkit;

import static io.portallink.portal.Problem.ACCOUNT_REJECTED;
import static io.portallink.portal.Problem.PLATFORM_CREDENTIALS_REJECTED;
import static io.portallink.portal.Problem.PLATFORM_INVALID_RESPONSE;
import static io.portallink.portal.Problem.PLATFORM_RATE_LIMITED;
import static io.portallink.portal.Problem.PLATFORM_REJECTED_REQUEST;
import static io.portallink.portal.Problem.PLATFORM_UNAVAILABLE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.portallink.portal.AccountStatus;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.PortalUrl;
import io.portallink.portal.Problem;
import io.portallink.upstream.UpstreamKit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body can't take away: from a failure its status and headers, from a good answer its URL. */
public abstract class AnswerBodyContract extends PlatformFixture {

    private static final String TEXT = "{\"error\":\"" + PLATFORM_TEXT + "\"}";
    private static final int TOO_LARGE = 300_000;

    static Stream<Arguments> unreadableBodies() {
        byte[] zipped = gzip(bytes(TEXT.repeat(20)));
        return Stream.of(
                unreadable("gzip that is none", "Content-Encoding: gzip", bytes(TEXT)),
                unreadable("gzip cut off", "Content-Encoding: gzip", Arrays.copyOf(zipped, zipped.length - 12)),
                unreadable("gzip with a wrong checksum", "Content-Encoding: x-gzip", damaged(zipped)),
                unreadable("gzip bomb", "Content-Encoding: gzip", gzip(new byte[2_000_000])),
                unreadable("gzip in gzip that is none", "Content-Encoding: gzip, gzip", zipped),
                unreadable("deflate that is none", "Content-Encoding: deflate", bytes(TEXT)),
                unreadable("br", "Content-Encoding: br", bytes(TEXT)),
                unreadable("zstd", "Content-Encoding: zstd", bytes(TEXT)),
                unreadable("too large", "X-Size: large", bytes(" ".repeat(TOO_LARGE))),
                cutOff("Content-Length too long", "Content-Length: 500\r\n\r\n" + TEXT),
                cutOff("Content-Length negative", "Content-Length: -5\r\n\r\n" + TEXT),
                cutOff("Content-Length that is none", "Content-Length: five\r\n\r\n" + TEXT),
                cutOff("two Content-Lengths", "Content-Length: 5\r\nContent-Length: 6\r\n\r\n" + TEXT),
                cutOff("unknown Transfer-Encoding", "Transfer-Encoding: gzip\r\n\r\n" + TEXT),
                cutOff("chunk cut off", "Transfer-Encoding: chunked\r\n\r\n400\r\n" + TEXT),
                cutOff("chunk size that is none", "Transfer-Encoding: chunked\r\n\r\nnone\r\n" + TEXT),
                cutOff("last chunk missing", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"));
    }

    @ParameterizedTest
    @MethodSource("unreadableBodies")
    final void openWhenBodyIsUnreadableThenStatusDecides(String head, byte[] body) {
        assertDecided(429, head, body, PLATFORM_RATE_LIMITED, Duration.ofSeconds(7));
        assertDecided(500, head, body, PLATFORM_UNAVAILABLE, Duration.ofSeconds(7));
        assertDecided(503, head, body, PLATFORM_UNAVAILABLE, Duration.ofSeconds(7));
        assertDecided(401, head, body, PLATFORM_CREDENTIALS_REJECTED, null);
        assertDecided(403, head, body, PLATFORM_CREDENTIALS_REJECTED, null);
        assertDecided(404, head, body, ofAny404(), null);
        assertDecided(422, head, body, PLATFORM_REJECTED_REQUEST, null);
        assertDecided(302, head, body, PLATFORM_INVALID_RESPONSE, null);
        assertDecided(200, head, body, PLATFORM_INVALID_RESPONSE, null);
    }

    /** A 404 that is not the platform's own word. */
    protected Problem ofAny404() {
        return ACCOUNT_REJECTED;
    }

    /** The header in which the platform names its request. */
    protected abstract String requestIdHeader();

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 422, 429, 500, 503})
    final void openWhenBodyNeverEndsThenStatusDecidesInsideTheDeadline(int status) {
        String head = head(status, "Content-Length: 500\r\n\r\n{\"error\":");
        try (RawServer raw = RawServer.start(out -> {
            out.write(bytes(head));
            out.flush();
            Thread.sleep(Duration.ofMinutes(1));
        })) {
            long start = System.nanoTime();

            PortalFailure failure = failure(platform(raw.baseUrl(), UpstreamKit.clients()), Duration.ofSeconds(2));

            assertThat(failure.problem()).isEqualTo(problem(status));
            assertThat(failure.platformRequestId()).contains("req-1");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        }
    }

    static Stream<Arguments> wrappings() {
        return Stream.of(
                wrapping("byte order mark", "X-None: x", "\uFEFF%s", UTF_8),
                wrapping("white space around it", "X-None: x", "\r\n \t%s\r\n \t", UTF_8),
                wrapping(
                        "UTF-16",
                        "Content-Type: application/json; charset=utf-16",
                        "\uFEFF%s",
                        Charset.forName("UTF-16LE")),
                wrapping("UTF-16, big end first", "X-None: x", "\uFEFF%s", Charset.forName("UTF-16BE")),
                wrapping("UTF-16 without a mark", "X-None: x", "%s", Charset.forName("UTF-16LE")),
                wrapping("UTF-32", "X-None: x", "\uFEFF%s", Charset.forName("UTF-32LE")),
                wrapping("text that is no UTF-8", "Content-Type: application/json; charset=utf-8", "%s", ISO_8859_1),
                wrapping("byte order mark before no UTF-8", "X-None: x", "\u00ef\u00bb\u00bf%s", ISO_8859_1),
                header("Content-Type: text/html"),
                header("Content-Type: application/json; charset=nonsense"),
                header("Content-Type: application/json; charset=utf-16"),
                header("Content-Type: ;;="),
                header("Content-Type:"),
                header("Content-Type: application/json\r\nContent-Type: text/plain"),
                header("Content-Encoding: identity"),
                header("Content-Encoding: none"),
                header("Content-Encoding: utf-8"),
                header("Content-Encoding: UTF8"),
                header("Content-Encoding: ISO-8859-1"),
                header("Content-Encoding:"),
                header("Content-Encoding: ,"),
                header("Content-Encoding: identity, utf-8\r\nContent-Encoding: none"),
                header("Content-Encoding: \"utf-8\"; x=y"),
                header("Retry-After: soon\r\nDate: never"),
                header("X-\u00c9: \u00e9\u0001"),
                header("Set-Cookie: a=b; Expires=never; Domain="));
    }

    @ParameterizedTest
    @MethodSource("wrappings")
    final void openWhenGoodAnswerIsWrappedOddlyThenItsUrlIsKept(String header, String frame, Charset charset) {
        byte[] body = String.format(frame, goodBody().replaceFirst("\\{", "{\"name\":\"\u00c9\","))
                .getBytes(charset);

        assertOpens(header, body);
    }

    static Stream<Arguments> codings() {
        return Stream.of(
                        "gzip",
                        "GZIP",
                        "x-gzip",
                        "gzip, identity",
                        "utf-8, gzip",
                        "gzip;q=1",
                        "deflate",
                        "raw deflate",
                        "gzip, gzip")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("codings")
    final void openWhenGoodAnswerIsCompressedThenItsUrlIsKept(String coding) {
        byte[] body = bytes("\uFEFF" + goodBody());
        byte[] coded = switch (coding) {
            case "deflate" -> deflate(body, false);
            case "raw deflate" -> deflate(body, true);
            case "gzip, gzip" -> gzip(gzip(body));
            default -> gzip(body);
        };

        assertOpens("Content-Encoding: " + coding.replace("raw ", ""), coded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: %1$d\r\nContent-Length: %1$d", "Content-Length: %1$d, %1$d"})
    final void openWhenLengthIsToldTwiceThenUrlIsKept(String lengths) {
        byte[] body = bytes(goodBody());

        assertOpensRaw(String.format(lengths, body.length), body);
    }

    private void assertOpens(String header, byte[] body) {
        assertOpensRaw(header + "\r\nContent-Length: " + body.length, body);
    }

    private void assertOpensRaw(String headers, byte[] body) {
        try (RawServer raw = saying(head(200, headers + "\r\n\r\n"), body)) {
            Object opened = ask(
                    platform(raw.baseUrl(), UpstreamKit.clients()),
                    request(settings(), null, null, Map.of(), Duration.ofSeconds(5)));

            if (opened instanceof PortalUrl url) {
                assertThat(url.url()).isEqualTo(goodUrl());
                assertThat(url.requestId()).isEqualTo("req-1");
            } else {
                assertThat(((AccountStatus) opened).known()).isTrue();
            }
            assertThat(raw.connections()).isEqualTo(1);
        }
    }

    private Problem problem(int status) {
        return switch (status) {
            case 401 -> PLATFORM_CREDENTIALS_REJECTED;
            case 404 -> ofAny404();
            case 422 -> PLATFORM_REJECTED_REQUEST;
            case 429 -> PLATFORM_RATE_LIMITED;
            default -> PLATFORM_UNAVAILABLE;
        };
    }

    private void assertDecided(int status, String head, byte[] body, Problem problem, @Nullable Duration retryAfter) {
        try (RawServer raw = saying(head(status, head), body)) {
            PortalFailure failure = failure(platform(raw.baseUrl(), UpstreamKit.clients()), Duration.ofSeconds(5));

            assertThat(failure.problem()).as("%d", status).isEqualTo(problem);
            assertThat(failure.retryAfter()).as("%d", status).isEqualTo(Optional.ofNullable(retryAfter));
            assertThat(failure.platformRequestId()).as("%d", status).contains("req-1");
            assertThat(raw.connections()).as("%d", status).isEqualTo(status == 503 ? 2 : 1);
        }
    }

    private String head(int status, String rest) {
        return "HTTP/1.1 " + status + "\r\nConnection: close\r\nRetry-After: 7\r\n" + requestIdHeader() + ": req-1\r\n"
                + rest;
    }

    private static RawServer saying(String head, byte[] body) {
        return RawServer.start(out -> {
            out.write(head.getBytes(ISO_8859_1));
            out.write(body);
        });
    }

    private static Arguments unreadable(String name, String header, byte[] body) {
        return argumentSet(name, header + "\r\nContent-Length: " + body.length + "\r\n\r\n", body);
    }

    private static Arguments cutOff(String name, String rest) {
        return argumentSet(name, rest, new byte[0]);
    }

    private static Arguments wrapping(String name, String header, String frame, Charset charset) {
        return argumentSet(name, header, frame, charset);
    }

    private static Arguments header(String header) {
        return argumentSet(header, header, "%s", UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] damaged(byte[] zipped) {
        byte[] damaged = zipped.clone();
        damaged[damaged.length - 8] ^= 1; // of the checksum
        return damaged;
    }

    private static byte[] gzip(byte[] body) {
        return coded(body, GZIPOutputStream::new);
    }

    private static byte[] deflate(byte[] body, boolean raw) {
        return coded(body, out -> new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, raw)));
    }

    private static byte[] coded(byte[] body, Coder coder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = coder.on(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private interface Coder {
        OutputStream on(OutputStream out) throws IOException;
    }
}
