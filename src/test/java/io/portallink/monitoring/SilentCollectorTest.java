package io.portallink.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import io.portallink.testkit.RawServer;
import io.portallink.testkit.StubPlatforms;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** A collector that takes spans and never answers: no request notices, and the end of the process hardly. */
@BrokerTest
@DirtiesContext
@TestPropertySource(
        properties = {
            "management.tracing.sampling.probability=1.0",
            "management.opentelemetry.tracing.export.max-queue-size=8",
            "management.opentelemetry.tracing.export.max-batch-size=4"
        })
class SilentCollectorTest {

    private static final RawServer COLLECTOR = RawServer.start(ignored -> TimeUnit.MINUTES.sleep(1));

    private final Http http;
    private final SdkTracerProvider provider;

    SilentCollectorTest(@LocalServerPort int port, @Autowired SdkTracerProvider provider) {
        this.http = new Http(port);
        this.provider = provider;
    }

    @DynamicPropertySource
    static void on(DynamicPropertyRegistry properties) {
        properties.add(
                "management.opentelemetry.tracing.export.otlp.endpoint", () -> COLLECTOR.baseUrl() + "/v1/traces");
    }

    @AfterAll
    static void close() {
        COLLECTOR.close();
    }

    @Test
    void requestsWhenCollectorIsSilentThenAreAnsweredAndTheEndIsNear() {
        StubPlatforms.reset();
        Traffic traffic = new Traffic(http, Map.of());
        long start = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            assertThat(traffic.create("easypost", "direct").statusCode()).isEqualTo(201);
        }
        assertThat(since(start)).as("fifty requests").isLessThan(Duration.ofSeconds(20));
        assertThat(COLLECTOR.connections()).as("it was tried").isPositive();
        assertThat(provider.forceFlush().join(1, TimeUnit.SECONDS).isDone())
                .as("it is stuck")
                .isFalse();

        assertThat(provider.shutdown().join(15, TimeUnit.SECONDS).isDone())
                .as("the end")
                .isTrue();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
