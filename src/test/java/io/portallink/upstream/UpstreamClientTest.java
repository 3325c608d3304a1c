package io.portallink.upstream;

import static io.portallink.upstream.UpstreamKit.KEY;
import static io.portallink.upstream.UpstreamKit.PLATFORM;
import static io.portallink.upstream.UpstreamKit.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.Problem;
import io.portallink.testkit.RawServer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UpstreamClientTest {

    private static final Duration TIME = Duration.ofSeconds(3);

    @Test
    void callWhenPlatformSaidSlowDownThenTapIsClosedForThatCredentialOnly() {
        try (RawServer server = answering("429 Slow\r\nRetry-After: 30")) {
            UpstreamClient client = UpstreamKit.client(4, 0);

            assertThat(fail(client, server, KEY).reached()).isTrue();
            PortalFailure held = fail(client, server, KEY);
            int afterHeld = server.connections();
            PortalFailure other = fail(client, server, "another");

            assertThat(held.problem()).isEqualTo(Problem.PLATFORM_RATE_LIMITED);
            assertThat(held.reached()).isFalse();
            assertThat(held.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(30));
            assertThat(afterHeld).isEqualTo(1);
            assertThat(other.reached()).isTrue();
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void callWhenRetryAfterIsOverThenTapIsOpenAgain() {
        GateReplicas replicas = GateReplicas.local();
        try (RawServer server = answering("429 Slow\r\nRetry-After: 60")) {
            UpstreamClient client = UpstreamKit.clients(
                            Clock.systemUTC(),
                            CircuitBreakerRegistry.ofDefaults(),
                            new SimpleMeterRegistry(),
                            replicas.stores.getFirst())
                    .create(PLATFORM, "X-Request-Id", 4, 0);
            fail(client, server, KEY);
            replicas.advance(Duration.ofSeconds(59));
            assertThat(fail(client, server, KEY).reached()).isFalse();
            replicas.advance(Duration.ofSeconds(1));

            assertThat(fail(client, server, KEY).reached()).isTrue();
        }
    }

    @Test
    void callWhenBudgetIsSpentThenNotReachedAndTrueRetryAfter() {
        try (RawServer server = answering("200 OK")) {
            UpstreamClient client = UpstreamKit.client(4, 2);
            ok(client, server, KEY);
            ok(client, server, KEY);

            PortalFailure spent = fail(client, server, KEY);

            assertThat(spent.problem()).isEqualTo(Problem.PLATFORM_RATE_LIMITED);
            assertThat(spent.reached()).isFalse();
            // two a minute, and both are spent: the next one when the oldest window is over that has them both
            assertThat(spent.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(55), Windows.LENGTH);
            ok(client, server, "another");
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void callWhenBulkheadIsFullThenUnavailableAndNotReached() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (RawServer server = RawServer.start(out -> {
            arrived.countDown();
            leave.await(3, TimeUnit.SECONDS);
            out.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        })) {
            UpstreamClient client = UpstreamKit.client(1, 0);
            Thread first = Thread.ofVirtual().start(() -> ok(client, server, KEY));
            assertThat(arrived.await(3, TimeUnit.SECONDS)).isTrue();

            PortalFailure full = fail(client, server, KEY);
            leave.countDown();
            first.join();

            assertThat(full.problem()).isEqualTo(Problem.PLATFORM_UNAVAILABLE);
            assertThat(full.reached()).isFalse();
            assertThat(server.connections()).isEqualTo(1);
            ok(client, server, KEY);
        }
    }

    @Test
    void callWhenPlatformKeepsFailingThenBreakerOpensAndNothingIsSent() {
        try (RawServer server = answering("500 Oops")) {
            UpstreamClient client = nervous();
            for (int i = 0; i < 4; i++) {
                assertThat(fail(client, server, KEY).reached()).isTrue();
            }

            PortalFailure open = fail(client, server, KEY);

            assertThat(open.problem()).isEqualTo(Problem.PLATFORM_UNAVAILABLE);
            assertThat(open.reached()).isFalse();
            assertThat(open.retryAfter()).contains(Duration.ofSeconds(10));
            assertThat(server.connections()).isEqualTo(4);
        }
    }

    @Test
    void callWhenPlatformOnlySaysSlowDownThenBreakerStaysClosed() {
        try (RawServer server = answering("429 Slow")) {
            UpstreamClient client = nervous();
            for (int i = 0; i < 8; i++) {
                assertThat(fail(client, server, "credential-" + i).problem()).isEqualTo(Problem.PLATFORM_RATE_LIMITED);
            }
            assertThat(server.connections()).isEqualTo(8);
        }
    }

    @Test
    void callWhenBodyDribblesThenDeadlineHolds() {
        try (RawServer server = RawServer.dribbling(1000)) {
            long start = System.nanoTime();
            PortalFailure failure = catchThrowableOfType(
                    PortalFailure.class,
                    () -> UpstreamKit.client(4, 0)
                            .call(call(server.baseUrl(), KEY, Duration.ofMillis(1500)), UpstreamReply::status));

            assertThat(failure.problem()).isEqualTo(Problem.PLATFORM_TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2500));
        }
    }

    private static UpstreamClient nervous() {
        return UpstreamKit.clients(Clock.systemUTC(), UpstreamKit.nervousBreakers(), new SimpleMeterRegistry())
                .create(PLATFORM, "X-Request-Id", 4, 0);
    }

    private static RawServer answering(String head) {
        return RawServer.saying("HTTP/1.1 " + head + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    }

    private static void ok(UpstreamClient client, RawServer server, String credential) {
        assertThat(client.call(call(server.baseUrl(), credential, TIME), UpstreamReply::status))
                .isEqualTo(200);
    }

    private static PortalFailure fail(UpstreamClient client, RawServer server, String credential) {
        PortalFailure failure = catchThrowableOfType(
                PortalFailure.class,
                () -> client.call(call(server.baseUrl(), credential, TIME), UpstreamReply::status));
        assertThat(failure).as("no failure").isNotNull();
        return failure;
    }
}
