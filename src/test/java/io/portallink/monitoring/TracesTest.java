package io.portallink.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Traces, switched on as the README says: whole, and with nothing secret in them. */
@BrokerTest
@Import(Bugs.class)
@DirtiesContext // it keeps sending to a collector that is gone
@ExtendWith(OutputCaptureExtension.class)
class TracesTest {

    private static final Collector COLLECTOR = new Collector();
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String LOGGED = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final Map<String, String> CALLER = Map.of(
            "traceparent",
            "00-" + TRACE + "-" + PARENT + "-01",
            "tracestate",
            "vendor=state-of-the-callers-vendor",
            "baggage",
            "account=baggage-of-the-caller",
            "b3",
            TRACE + "-" + PARENT + "-1");

    private final Http http;
    private final SdkTracerProvider provider;
    private final CircuitBreakerRegistry breakers;

    TracesTest(
            @LocalServerPort int port,
            @Autowired SdkTracerProvider provider,
            @Autowired CircuitBreakerRegistry breakers) {
        this.http = new Http(port);
        this.provider = provider;
        this.breakers = breakers;
    }

    @DynamicPropertySource
    static void on(DynamicPropertyRegistry properties) {
        properties.add("management.opentelemetry.tracing.export.otlp.endpoint", COLLECTOR::endpoint);
        properties.add("management.tracing.sampling.probability", () -> "1.0");
    }

    @AfterAll
    static void close() {
        COLLECTOR.close();
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
        breakers.getAllCircuitBreakers().forEach(breaker -> breaker.reset());
    }

    @Test
    void createWhenCallerHasATraceThenItGoesOnToThePlatform() throws InterruptedException {
        assertThat(new Traffic(http, CALLER).create("shipengine", "direct").statusCode())
                .isEqualTo(201);

        Collector.Span server = only(2, "http post /v1/portal-links", TRACE);
        assertThat(server.parent()).isEqualTo(PARENT);
        Collector.Span client = only(3, "POST shipengine", TRACE);
        assertThat(client.parent()).isEqualTo(server.id());
        assertThat(client.tags())
                .isEqualTo(Map.of("method", "POST", "platform", "shipengine", "status", "200", "outcome", "ok"));
        LoggedRequest sent = requests().toList().getLast();
        assertThat(sent.getHeader("traceparent")).isEqualTo("00-" + TRACE + "-" + client.id() + "-01");
        assertThat(sent.getHeaders().all().stream().map(HttpHeader::key)).doesNotContain("tracestate", "baggage", "b3");
    }

    @Test
    void launchWhenBrowserBringsATraceThenItsOwnBegins() throws InterruptedException {
        Traffic traffic = new Traffic(http, Map.of());
        String ticket = traffic.ticket("shipengine");
        String strange = TRACE.replace('4', '5');

        http.send("OPTIONS", ticket, with(CALLER, "traceparent", "00-" + strange + "-" + PARENT + "-01"), "");

        assertThat(await(span -> span.name().equals("http options /launch/{ticket}")))
                .hasSize(1)
                .noneMatch(span -> span.trace().equals(strange))
                .allMatch(span -> span.parent().isEmpty());
    }

    @Test
    void failuresWhenTracedThenNameTheProblem() throws InterruptedException {
        Traffic traffic = new Traffic(http, Map.of());
        traffic.everything();
        traffic.get("/bug/secret-of-a-bug", Map.of(), 500);

        assertThat(await(span -> span.name().equals("http get /bug/{secret}")))
                .hasSize(1)
                .allMatch(span -> span.status() == 2
                        && span.tags().getOrDefault("status", "").equals("500"));
        assertThat(spans())
                .filteredOn(span -> span.kind() == 3)
                .extracting(span -> span.tags().get("outcome"))
                .contains(
                        "ok",
                        "account-rejected",
                        "platform-credentials-rejected",
                        "platform-rejected-request",
                        "platform-invalid-response",
                        "platform-unavailable",
                        "platform-timeout",
                        "platform-rate-limited");
        assertThat(spans())
                .filteredOn(span -> span.kind() == 3)
                .allMatch(
                        span -> (span.status() == 2) != "ok".equals(span.tags().get("outcome")));
        assertNoSecret(traffic);
    }

    @Test
    void spansWhenExportedThenAreOfRequestsAndCallsOnlyAndHaveHarmlessTags() throws InterruptedException {
        new Traffic(http, Map.of()).create("easypost", "direct");

        await(span -> span.kind() == 2);
        assertThat(spans()).isNotEmpty().allSatisfy(span -> {
            assertThat(span.kind()).isIn(2, 3);
            assertThat(span.tags().keySet()).isSubsetOf("method", "uri", "status", "outcome", "exception", "platform");
        });
    }

    @Test
    void logWhenTracedThenEachLineOfTheRequestHasTheTrace(CapturedOutput output) {
        new Traffic(
                        http,
                        Map.of(
                                "traceparent",
                                "00-" + LOGGED + "-" + PARENT + "-01",
                                "X-Request-Id",
                                "of-the-traced-request"))
                .create("easypost", "direct");

        List<String> lines = output.getAll()
                .lines()
                .filter(line -> line.contains("of-the-traced-request"))
                .toList();
        assertThat(lines).hasSize(1).allMatch(line -> line.contains("\"trace\":{\"id\":\"" + LOGGED + "\"}"));
    }

    private void assertNoSecret(Traffic traffic) {
        String exported = COLLECTOR.raw();
        assertThat(exported).contains("/launch/{ticket}");
        traffic.secrets()
                .forEach((name, secret) -> assertThat(exported).as(name).doesNotContain(secret));
        assertThat(exported)
                .doesNotContain(
                        "acme-key",
                        BrokerTestConfiguration.EASYPOST_KEY,
                        BrokerTestConfiguration.SHIPENGINE_KEY,
                        BrokerTestConfiguration.SERVER_KEY,
                        StubPlatforms.SHIPENGINE_TOKEN,
                        "session_id",
                        "m_seen_from_outside",
                        Traffic.ACCOUNT,
                        Traffic.STATE,
                        Traffic.UPSTREAM_TEXT,
                        "secret-of-a-bug",
                        "a bug, about",
                        "baggage-of-the-caller",
                        "Exception:");
    }

    private Collector.Span only(int kind, String name, String trace) throws InterruptedException {
        List<Collector.Span> found = await(span ->
                span.kind() == kind && span.name().equals(name) && span.trace().equals(trace));
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    /** A request's span ends after its answer was read. */
    private List<Collector.Span> await(Predicate<Collector.Span> wanted) throws InterruptedException {
        List<Collector.Span> found = List.of();
        for (int i = 0; found.isEmpty() && i < 1000; i++) {
            TimeUnit.MILLISECONDS.sleep(10);
            found = spans().stream().filter(wanted).toList();
        }
        return found;
    }

    private List<Collector.Span> spans() {
        assertThat(provider.forceFlush().join(30, TimeUnit.SECONDS).isSuccess()).isTrue();
        return COLLECTOR.spans();
    }

    private static Stream<LoggedRequest> requests() {
        return StubPlatforms.shipEngine().getAllServeEvents().reversed().stream()
                .map(event -> event.getRequest());
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return all;
    }
}
