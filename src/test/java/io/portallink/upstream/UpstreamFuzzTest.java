package io.portallink.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portallink.portal.PortalFailure;
import io.portallink.testkit.Mutator;
import io.portallink.testkit.RawServer;
import io.portallink.testkit.Seeds;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Whatever bytes a platform's server sends: an answer for the connector, or one of our failures. */
class UpstreamFuzzTest {

    private static final String BODY = "{\"error\":{\"code\":\"X\",\"message\":\"" + Mutator.SECRET + "\"}}";
    private static final List<String> HEADERS = List.of(
            "Content-Type: application/json",
            "Content-Type: " + Mutator.SECRET,
            "Content-Length: 5",
            "Content-Length: 100000",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: nonsense",
            "Content-Encoding: gzip",
            "Content-Encoding: deflate",
            "Content-Encoding: br",
            "Content-Encoding: zstd",
            "Content-Encoding: x-compress, gzip, nonsense",
            "Retry-After: 120",
            "Retry-After: Thu, 01 Jan 2099 12:01:30 GMT",
            "X-Request-Id: req-1",
            "X-Request-Id: " + Mutator.SECRET,
            "WWW-Authenticate: Basic realm=\"x\", Digest nonce=,",
            "WWW-Authenticate: Negotiate",
            "Proxy-Authenticate: ,,=",
            "Location: https://evil.example/" + Mutator.SECRET,
            "Set-Cookie: a=b; Domain=.com; Max-Age=99999999999999",
            "Keep-Alive: timeout=-5, max=x",
            "Upgrade: h2c",
            "Trailer: X-Request-Id",
            "Connection: keep-alive, Upgrade, X",
            "Strict-Transport-Security: max-age=x");

    @Test
    void callWhenAnswerIsAnythingThenReplyOrOneOfOurFailures() {
        AtomicReference<byte[]> answer = new AtomicReference<>(new byte[0]);
        Map<String, Integer> outcomes = new TreeMap<>();
        int tries = Seeds.fewTries();
        try (RawServer server = RawServer.start(out -> out.write(answer.get()))) {
            UpstreamClient client = patientClient();
            new Random().longs(tries).forEach(seed -> {
                Mutator some = new Mutator(seed);
                answer.set(answer(some));
                String outcome = outcome(client, server.baseUrl() + "/" + seed, answer.get());
                outcomes.merge(outcome, 1, Integer::sum);
            });
        }
        Seeds.report(getClass(), tries, outcomes);
        assertThat(outcomes).containsKeys("reply", "platform-invalid-response", "platform-unavailable");
    }

    private static UpstreamClient patientClient() {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .minimumNumberOfCalls(Integer.MAX_VALUE)
                .slidingWindowSize(1)
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.TIME_BASED)
                .build());
        return UpstreamKit.clients(Clock.systemUTC(), breakers, new SimpleMeterRegistry())
                .create(UpstreamKit.PLATFORM, "X-Request-Id", 4, 0);
    }

    private static String outcome(UpstreamClient client, String url, byte[] answer) {
        String sent = new String(answer, ISO_8859_1);
        try {
            // the URL is the credential too, so that the tap which a 429 closes is its own
            UpstreamReply reply = client.call(UpstreamKit.call(url, url, Duration.ofSeconds(5)), read -> read);
            assertThat(reply.status())
                    .as(sent)
                    .isNotEqualTo(429)
                    .satisfiesAnyOf(
                            status -> assertThat(status).isBetween(200, 299),
                            status -> assertThat(status).isBetween(400, 499));
            assertThat(String.valueOf(reply.requestId())).as(sent).matches("[A-Za-z0-9._-]{1,100}");
            return "reply";
        } catch (PortalFailure failure) {
            assertThat(failure.detail() + failure + failure.platformRequestId())
                    .as(sent)
                    .doesNotContain(Mutator.SECRET)
                    .matches("[\\x20-\\x7e]*");
            assertThat(failure.retryAfter().orElse(Duration.ofSeconds(1)))
                    .as(sent)
                    .isPositive()
                    .isLessThanOrEqualTo(Duration.ofDays(1));
            return failure.problem().code();
        } catch (RuntimeException e) {
            throw new AssertionError("a bug for " + sent, e);
        }
    }

    private static byte[] answer(Mutator some) {
        List<String> lines = new ArrayList<>();
        String status = String.valueOf(some.of(
                200, 201, 204, 205, 206, 226, 299, 301, 304, 400, 401, 404, 407, 408, 421, 422, 429, 500, 502, 503,
                599));
        lines.add(some.of("HTTP/1.1 ", "HTTP/1.1 ", "HTTP/1.1 ", "HTTP/1.0 ", "HTTP/2 ", "ICY ")
                + (some.oneIn(8) ? some.of("100", "101", "102", "103", "000", "1000", "600", "-1", "2 0", "") : status)
                + some.of(" OK", "", " " + Mutator.SECRET));
        for (int left = some.below(5); left > 0; left--) {
            String header = some.of(HEADERS);
            lines.add(some.oneIn(4) ? some.text(header) : header);
        }
        lines.add("Connection: close");
        String body = some.oneIn(3)
                ? some.text(BODY)
                : some.of(BODY, Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n");
        String answer = String.join(some.oneIn(20) ? "\n" : "\r\n", lines) + "\r\n\r\n" + body;
        return some.bytes(some.oneIn(6) ? some.text(answer) : answer);
    }
}
