package io.portallink.upstream;

import static io.portallink.upstream.UpstreamKit.KEY;
import static io.portallink.upstream.UpstreamKit.PLATFORM;
import static io.portallink.upstream.UpstreamKit.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.Problem;
import io.portallink.testkit.RawServer;
import io.portallink.testkit.Stores;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.TransactionException;

/** The store fails while a platform is well, or answers 429: nothing is sent unseen, nothing is blamed on the platform. */
class GateFailureTest {

    private static final Duration TIME = Duration.ofSeconds(3);

    /** Connections that the store still gives. */
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    private final CircuitBreakerRegistry breakers = UpstreamKit.nervousBreakers();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void callWhenStoreIsDownThenNothingIsSentAndNoPlatformIsBlamed() {
        UpstreamClient client = client(1, 2);
        try (RawServer server = saying("200 OK")) {
            for (int connections = 0;
                    connections < 2;
                    connections++) { // none for the tap; one for it, none for the budget
                for (int i = 0; i < 4; i++) {
                    left.set(connections);
                    assertThatThrownBy(() -> client.call(call(server.baseUrl(), KEY, TIME), UpstreamReply::status))
                            .isInstanceOfAny(DataAccessException.class, TransactionException.class);
                }
            }
            assertThat(server.connections()).isZero();
            assertThat(breakers.circuitBreaker("stub").getMetrics().getNumberOfBufferedCalls())
                    .isZero();
            assertThat(meters.get("portal.platform.call")
                            .tag("outcome", "unavailable")
                            .timer()
                            .count())
                    .isEqualTo(8);
            left.set(Integer.MAX_VALUE);
            for (int i = 0; i < 2; i++) { // the one permit and the whole budget are there
                assertThat(client.call(call(server.baseUrl(), KEY, TIME), UpstreamReply::status))
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void callWhenStoreFailsAfterThePlatformSaidSlowDownThenItsAnswerStandsAndTheTapIsClosedHere() {
        UpstreamClient client = client(4, 0);
        try (RawServer server = saying("429 Slow\r\nRetry-After: 30")) {
            left.set(1); // for the look at the tap
            PortalFailure first = failure(client, server);
            PortalFailure held = failure(client, server);

            assertThat(first.problem()).isEqualTo(Problem.PLATFORM_RATE_LIMITED);
            assertThat(first.reached()).isTrue();
            assertThat(held.problem()).isEqualTo(Problem.PLATFORM_RATE_LIMITED);
            assertThat(held.reached()).isFalse();
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void callWhenTapIsClosedAndTheStoreDoesNotTellOfTheLineThenRateLimitedAsLongAsTheTapIsClosed() {
        UpstreamClient client = client(4, 2);
        try (RawServer server = saying("429 Slow\r\nRetry-After: 30")) {
            failure(client, server);
            left.set(1); // for the look at the tap
            PortalFailure held = failure(client, server);

            assertThat(held.problem()).isEqualTo(Problem.PLATFORM_RATE_LIMITED);
            assertThat(held.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void callWhenStoreFailsBeforeTheSecondTryThenTheFirstOutcomeStands() {
        UpstreamClient client = client(4, 0);
        try (RawServer server = saying("503 Nobody")) {
            left.set(1);
            PortalFailure failure = failure(client, server);

            assertThat(failure.problem()).isEqualTo(Problem.PLATFORM_UNAVAILABLE);
            assertThat(failure.reached()).isTrue();
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void gaugesWhenCallsAreCountedThenTellWhatIsLeftAndWhetherTheTapIsClosed() {
        UpstreamClient client = client(4, 2);
        assertThat(gauge("portal.platform.budget.left")).isEqualTo(2);
        try (RawServer server = saying("200 OK")) {
            client.call(call(server.baseUrl(), "another", TIME), UpstreamReply::status);
        }
        assertThat(gauge("portal.platform.budget.left")).isEqualTo(1);
        assertThat(gauge("portal.platform.tap.closed")).isZero();
        try (RawServer server = saying("429 Slow\r\nRetry-After: 30")) {
            failure(client, server);
        }
        assertThat(gauge("portal.platform.tap.closed")).isEqualTo(1);
        client(4, 0);
        assertThat(meters.getMeters())
                .filteredOn(meter -> meter.getId().getName().matches("portal\\.platform\\.(budget|tap)\\..*"))
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(meter.getId().getTags()).hasToString("[tag(platform=stub)]"));
    }

    private double gauge(String name) {
        return meters.get(name).tag("platform", "stub").gauge().value();
    }

    private UpstreamClient client(int maxConcurrent, int budget) {
        DataSource store = new DelegatingDataSource(Stores.postgres()) {
            @Override
            public Connection getConnection() throws SQLException {
                if (left.getAndDecrement() <= 0) {
                    throw new SQLTransientConnectionException("no connection in time");
                }
                return super.getConnection();
            }
        };
        SharedGates gates = GateReplicas.shared(store, new Ticks(Clock.systemUTC()));
        return UpstreamKit.clients(Clock.systemUTC(), breakers, meters, gates)
                .create(PLATFORM, "X-Request-Id", maxConcurrent, budget);
    }

    private static RawServer saying(String head) {
        return RawServer.saying("HTTP/1.1 " + head + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    }

    private static PortalFailure failure(UpstreamClient client, RawServer server) {
        PortalFailure failure = catchThrowableOfType(
                PortalFailure.class, () -> client.call(call(server.baseUrl(), KEY, TIME), UpstreamReply::status));
        assertThat(failure).as("no failure").isNotNull();
        return failure;
    }
}
