package io.portallink.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER;
import static com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE;
import static com.github.tomakehurst.wiremock.http.Fault.MALFORMED_RESPONSE_CHUNK;
import static io.portallink.portal.Problem.ACCOUNT_REJECTED;
import static io.portallink.portal.Problem.PLATFORM_CREDENTIALS_REJECTED;
import static io.portallink.portal.Problem.PLATFORM_INVALID_RESPONSE;
import static io.portallink.portal.Problem.PLATFORM_REJECTED_REQUEST;
import static io.portallink.portal.Problem.PLATFORM_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.portallink.portal.Platform;
import io.portallink.portal.Problem;
import io.portallink.upstream.UpstreamKit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of wrong answers that every connector turns into the same problems, after the same number of calls. */
public abstract class WrongAnswerContract extends AnswerBodyContract {

    private static final String ERROR = "{\"error\":\"" + PLATFORM_TEXT + "\"}";

    static Stream<Arguments> unusableAnswers() {
        return Stream.of(
                argumentSet("204", aResponse().withStatus(204)),
                argumentSet("304", aResponse().withStatus(304)),
                argumentSet("HTML", html(200)),
                argumentSet("empty", json(200, "")),
                argumentSet("null", json(200, "null")),
                argumentSet("array", json(200, "[]")),
                argumentSet("text", json(200, '"' + PLATFORM_TEXT + '"')),
                argumentSet("empty object", json(200, "{}")),
                argumentSet("truncated JSON", json(200, "{\"link\":\"https://" + PLATFORM_TEXT)),
                argumentSet("endless nesting", json(200, "[".repeat(5000))),
                argumentSet("too large", json(200, "{\"a\":\"" + "x".repeat(300_000) + "\"}")),
                argumentSet("malformed chunk", aResponse().withFault(MALFORMED_RESPONSE_CHUNK)),
                argumentSet("gzip garbage", zipped(PLATFORM_TEXT.getBytes(StandardCharsets.UTF_8))),
                argumentSet("gzip bomb", zipped(gzip(" ".repeat(2_000_000) + "{}"))));
    }

    @ParameterizedTest
    @MethodSource("unusableAnswers")
    final void openWhenAnswerIsUnusableThenInvalidResponse(ResponseDefinitionBuilder answer) {
        answer(answer);

        assertProblem(PLATFORM_INVALID_RESPONSE);
        assertThat(sent()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    final void openWhenRedirectedThenNotFollowed(int status) {
        answer(aResponse().withStatus(status).withHeader("Location", server().baseUrl() + "/elsewhere"));

        assertProblem(PLATFORM_INVALID_RESPONSE);
        assertThat(sent())
                .singleElement()
                .satisfies(request -> assertThat(request.getUrl()).isNotEqualTo("/elsewhere"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"link\":\"https",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"link\":",
                "SECRET-platform-text, not HTTP at all\r\n\r\n",
                "HTTP/1.1 000 OK\r\nContent-Length: 0\r\n\r\n"
            })
    final void openWhenAnswerIsMalformedOrCutOffThenInvalidResponse(String text) {
        try (RawServer raw = RawServer.saying(text)) {
            Platform platform = platform(raw.baseUrl(), UpstreamKit.clients());

            assertThat(failure(platform, Duration.ofSeconds(5)).problem()).isEqualTo(PLATFORM_INVALID_RESPONSE);
            assertThat(raw.connections()).isEqualTo(1);
        }
    }

    static Stream<Arguments> refusals() {
        List<Integer> others = List.of(400, 402, 405, 408, 409, 410, 413, 415, 422, 423, 451);
        return Stream.of(
                        others.stream().map(status -> refusal(status, PLATFORM_REJECTED_REQUEST, 1)),
                        Stream.of(401, 403).map(status -> refusal(status, PLATFORM_CREDENTIALS_REJECTED, 1)),
                        Stream.of(refusal(404, ACCOUNT_REJECTED, 1)),
                        Stream.of(500, 501, 504, 529, 599).map(status -> refusal(status, PLATFORM_UNAVAILABLE, 1)),
                        Stream.of(502, 503).map(status -> refusal(status, PLATFORM_UNAVAILABLE, 2)))
                .flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    final void openWhenRefusedThenProblemByStatus(int status, Problem problem, int calls) {
        for (ResponseDefinitionBuilder answer : List.of(json(status, ERROR), html(status), json(status, ""))) {
            server().resetAll();
            answer(answer);

            assertProblem(status == 404 ? ofAny404() : problem);
            assertThat(sent()).hasSize(calls);
        }
    }

    static Stream<Arguments> lostConnections() {
        return Stream.of(
                argumentSet("reset", aResponse().withFault(CONNECTION_RESET_BY_PEER)),
                argumentSet("closed", aResponse().withFault(EMPTY_RESPONSE)));
    }

    @ParameterizedTest
    @MethodSource("lostConnections")
    final void openWhenConnectionIsLostThenOneRetryAndUnavailable(ResponseDefinitionBuilder answer) {
        answer(answer);

        assertProblem(PLATFORM_UNAVAILABLE);
        assertThat(sent()).hasSize(2);
    }

    private static Arguments refusal(int status, Problem problem, int calls) {
        return argumentSet(String.valueOf(status), status, problem, calls);
    }

    private static ResponseDefinitionBuilder html(int status) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html")
                .withBody("<html><h1>" + PLATFORM_TEXT + "</h1></html>");
    }

    protected static ResponseDefinitionBuilder zipped(byte[] body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withHeader("Content-Encoding", "gzip")
                .withBody(body);
    }

    protected static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
