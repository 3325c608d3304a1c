package io.portallink.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The default: no traces, and no part of them. */
@BrokerTest
class TracesOffTest {

    private final Http http;
    private final ApplicationContext context;

    TracesOffTest(@LocalServerPort int port, @Autowired ApplicationContext context) {
        this.http = new Http(port);
        this.context = context;
    }

    @ParameterizedTest
    @ValueSource(classes = {Tracer.class, OpenTelemetry.class, SpanProcessor.class, SpanExporter.class})
    void tracingWhenNotConfiguredThenNothingOfItIsThere(Class<?> part) {
        assertThat(context.getBeanNamesForType(part)).isEmpty();
    }

    @Test
    void createWhenCallerHasATraceThenPlatformHearsNothingOfIt() {
        StubPlatforms.reset();
        Map<String, String> caller = Map.of(
                "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "tracestate", "vendor=x");

        assertThat(new Traffic(http, caller).create("easypost", "direct").statusCode())
                .isEqualTo(201);

        assertThat(StubPlatforms.easyPost().getAllServeEvents())
                .hasSize(1)
                .allSatisfy(event -> assertThat(
                                event.getRequest().getHeaders().all().stream().map(HttpHeader::key))
                        .contains("Accept")
                        .doesNotContain("traceparent", "tracestate", "b3", "baggage"));
    }
}
