package io.portallink.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Rules and dashboard ask only for what a broker tells that has seen everything. */
@BrokerTest
@Import(Bugs.class)
@TestPropertySource(
        properties = {
            "spring.test.metrics.export=true",
            "portal.platforms.shipengine.budget-per-minute=120",
            "spring.datasource.hikari.maximum-pool-size=2"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricNamesTest {

    /** Prometheus' own series. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");

    private final Http http;
    private final Http management;
    private final DataSource store;
    private final CircuitBreakerRegistry breakers;
    private String scraped = "";

    MetricNamesTest(
            @LocalServerPort int port,
            @LocalManagementPort int managementPort,
            @Autowired DataSource store,
            @Autowired CircuitBreakerRegistry breakers) {
        this.http = new Http(port);
        this.management = new Http(managementPort);
        this.store = store;
        this.breakers = breakers;
    }

    @Test
    void queriesWhenBrokerHasSeenEverythingThenEachFindsWhatItAsksFor() throws Exception {
        assertAllFound(Scrape.parse(scrapeOfEverything()));
    }

    /** What Spring and Micrometer name, they name; promtool may find fault with nothing of ours. */
    @Test
    @Tag("full")
    void metricsWhenCheckedThenOursAreWellNamed() throws Exception {
        Path file = Files.writeString(Files.createTempFile("scrape", ".txt"), scrapeOfEverything());
        List<String> faults =
                Promtool.run(file, "check", "metrics").output().lines().toList();
        Files.delete(file);

        assertThat(faults).isNotEmpty().noneMatch(fault -> fault.startsWith("portal_"));
        assertThat(faults).noneMatch(fault -> fault.contains("error while linting"));
    }

    /** Once: what comes last closes a tap. */
    private String scrapeOfEverything() throws Exception {
        if (scraped.isEmpty()) {
            scraped = seeEverything();
        }
        return scraped;
    }

    private String seeEverything() throws Exception {
        Traffic traffic = new Traffic(http, Map.of());
        traffic.everything();
        traffic.get("/bug/x", Map.of(), 500);
        try (Connection one = store.getConnection();
                Connection other = store.getConnection()) {
            assertThat(one).isNotEqualTo(other); // and there are no more
            assertThat(traffic.create("easypost", "launch").statusCode()).isEqualTo(503);
        }
        breakers.getAllCircuitBreakers().forEach(breaker -> breaker.reset());
        return management.get("/actuator/prometheus", Map.of()).body();
    }

    @Test
    void recordingsWhenAskedForThenAreRecorded() {
        assertThat(queries()
                        .flatMap(query -> Query.selectors(query).stream())
                        .map(Query.Selector::metric)
                        .filter(metric -> metric.contains(":")))
                .isNotEmpty()
                .isSubsetOf(Rules.recordings().keySet());
    }

    private static void assertAllFound(List<Scrape.Series> series) {
        List<Query.Selector> selectors = queries()
                .flatMap(query -> Query.selectors(query).stream())
                .filter(selector -> !selector.metric().contains(":") && !OF_PROMETHEUS.contains(selector.metric()))
                .toList();

        assertThat(selectors).hasSizeGreaterThan(60);
        assertThat(selectors)
                .filteredOn(selector -> series.stream().noneMatch(selector::selects))
                .isEmpty();
    }

    private static Stream<String> queries() {
        return Stream.of(
                        Rules.alerts().stream().map(Rules.Alert::expression),
                        Rules.recordings().values().stream(),
                        Dashboard.expressions().stream())
                .flatMap(all -> all);
    }
}
