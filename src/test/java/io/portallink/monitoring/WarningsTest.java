package io.portallink.monitoring;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.portallink.monitoring.Rules.Alert;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What pages somebody is in the log, as a warning at least: of each alert the events that its remedy names. */
@BrokerTest
@Import(Bugs.class)
@TestPropertySource(properties = "spring.datasource.hikari.maximum-pool-size=2")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarningsTest {

    /**
     * The cause lies outside of the process, or ends it before it can tell. A clock that is off takes a PostgreSQL to be seen:
     * its warning is ReplicaClockTest's.
     */
    private static final Set<String> OUTSIDE = Set.of(
            "PortalReplicaDown",
            "PortalNothingScraped",
            "PortalRestarting",
            "PortalLaunchesStopped",
            "PortalClockBeyondBound");

    private final Http http;
    private final DataSource store;
    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Lines lines = new Lines();

    WarningsTest(
            @LocalServerPort int port,
            @Autowired DataSource store,
            @Autowired CircuitBreakerRegistry breakers,
            @Autowired BulkheadRegistry bulkheads) {
        this.http = new Http(port);
        this.store = store;
        this.breakers = breakers;
        this.bulkheads = bulkheads;
    }

    @BeforeAll
    void seeEverything() throws Exception {
        lines.start();
        root.addAppender(lines);
        Traffic traffic = new Traffic(http, Map.of());
        traffic.everything();
        reopeningFails(traffic);
        fullBulkhead(traffic);
        breakers.circuitBreaker("easypost").transitionToOpenState();
        assertThat(traffic.create("easypost", "direct").statusCode()).isEqualTo(503);
        accountStatusFails();
        breakers.circuitBreaker("easypost").transitionToClosedState();
        traffic.get("/bug/x", Map.of(), 500);
        try (Connection one = store.getConnection();
                Connection other = store.getConnection()) {
            assertThat(one).isNotEqualTo(other); // and there are no more
            assertThat(traffic.create("easypost", "launch").statusCode()).isEqualTo(503);
        }
        fillHeap();
    }

    @AfterAll
    void detach() {
        root.detachAppender(lines);
        StubPlatforms.reset();
    }

    @Test
    void alertWhenItPagesThenEachEventThatItsRemedyNamesIsAWarning() {
        Map<String, List<String>> named = Rules.alerts().stream()
                .filter(alert -> alert.labels().containsValue("page"))
                .map(Alert::name)
                .filter(name -> !OUTSIDE.contains(name))
                .collect(Collectors.toMap(name -> name, Remedies::events));

        assertThat(named)
                .hasSizeGreaterThan(6)
                .allSatisfy((alert, events) -> assertThat(events)
                        .as(alert)
                        .isNotEmpty()
                        .allSatisfy(event ->
                                assertThat(lines.levels(event)).as(event).isNotEmpty()));
    }

    private void reopeningFails(Traffic traffic) {
        String ticket = traffic.ticket("shipengine");
        HttpResponse<String> launched = traffic.get(ticket, Http.NAVIGATION, 302);
        Map<String, String> again = new HashMap<>(Http.NAVIGATION);
        again.put(
                "Cookie",
                launched.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0]);
        StubPlatforms.shipEngine()
                .stubFor(post(urlPathEqualTo(StubPlatforms.SHIPENGINE_PATH))
                        .willReturn(aResponse().withStatus(500)));
        traffic.get(ticket, again, 503);
        StubPlatforms.reset();
    }

    private void fullBulkhead(Traffic traffic) {
        Bulkhead bulkhead = bulkheads.bulkhead("easypost");
        String ticket = traffic.ticket("easypost");
        int taken = 0;
        while (bulkhead.tryAcquirePermission()) {
            taken++;
        }
        for (int i = 0; i < 3; i++) {
            traffic.get(ticket, Http.NAVIGATION, 503);
        }
        for (int i = 0; i < taken; i++) {
            bulkhead.releasePermission();
        }
        assertThat(lines.levels("bulkhead_full")).as("one line a minute").containsExactly(Level.WARN);
    }

    private void accountStatusFails() {
        String account = "/v1/merchants/m_warned/accounts/easypost";
        assertThat(http.api("PUT", account, "acme-key", "{\"account\": \"user_1\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(http.api("GET", account + "/status", "acme-key", "").statusCode())
                .isEqualTo(503);
    }

    /** The JVM's own notice of it, which a bound of one byte brings about at the next collection. */
    private void fillHeap() {
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
                .filter(pool -> pool.getCollectionUsageThreshold() > 0)
                .toList();
        assertThat(pools).as("bounds that the broker has set").isNotEmpty();
        Map<MemoryPoolMXBean, Long> bounds =
                pools.stream().collect(Collectors.toMap(pool -> pool, MemoryPoolMXBean::getCollectionUsageThreshold));
        pools.forEach(pool -> pool.setCollectionUsageThreshold(1));
        try {
            System.gc();
            Awaitility.await().until(() -> !lines.levels("heap_nearly_full").isEmpty());
        } finally {
            bounds.forEach(MemoryPoolMXBean::setCollectionUsageThreshold);
        }
    }

    /** What is logged from any thread. */
    private static final class Lines extends ListAppender<ILoggingEvent> {

        private final List<ILoggingEvent> warnings = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent line) {
            if (line.getLevel().isGreaterOrEqual(Level.WARN)) {
                warnings.add(line);
            }
        }

        List<Level> levels(String event) {
            return warnings.stream()
                    .filter(line -> line.getKeyValuePairs() != null
                            && line.getKeyValuePairs().contains(new KeyValuePair("event", event)))
                    .map(ILoggingEvent::getLevel)
                    .toList();
        }
    }
}
