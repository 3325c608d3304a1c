package io.portallink.toy;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The whole broker with a third platform, and not one changed line of main code. */
@BrokerTest
@Import(ToyConfiguration.class)
class ToyBrokerTest {

    private static final String URL = "https://toy.example/open?once=1";

    private final Http http;

    ToyBrokerTest(@LocalServerPort int port) {
        http = new Http(port);
    }

    @DynamicPropertySource
    static void toy(DynamicPropertyRegistry registry) {
        registry.add("portal.tenants.acme.platforms.toy.api-key", () -> "toy-key");
        registry.add(
                "portal.platforms.toy.base-url", () -> StubPlatforms.easyPost().baseUrl());
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
        StubPlatforms.easyPost().stubFor(get(urlEqualTo("/portal")).willReturn(okJson("{\"open\":\"" + URL + "\"}")));
    }

    @Test
    void createWhenDirectThenToysUrl() {
        HttpResponse<String> created = create("direct");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(Http.json(created).path("platform").stringValue()).isEqualTo("toy");
        assertThat(Http.json(created).path("url").stringValue()).isEqualTo(URL);
    }

    @Test
    void launchWhenFollowedThenBrowserIsSentToToy() {
        String url = Http.json(create("launch")).path("url").stringValue();

        HttpResponse<String> launched = http.get(Http.path(url), Http.NAVIGATION);

        assertThat(launched.statusCode()).isEqualTo(302);
        assertThat(launched.headers().firstValue("Location")).contains(URL);
    }

    @Test
    void platformsWhenListedThenToyIsAmongThemAndEnabledForItsTenantOnly() {
        assertThat(toy("acme-key").path("enabled").booleanValue()).isTrue();
        assertThat(toy("acme-key").path("url_lifetime_seconds").intValue()).isEqualTo(60);
        assertThat(toy("bare-key").path("enabled").booleanValue()).isFalse();
    }

    @Test
    void metricsWhenToyWasCalledThenBreakerAndTimerBearItsId(
            @org.springframework.beans.factory.annotation.Autowired MeterRegistry meters,
            @org.springframework.beans.factory.annotation.Autowired CircuitBreakerRegistry breakers) {
        create("direct");

        assertThat(breakers.find("toy")).isPresent();
        assertThat(meters.get("resilience4j.circuitbreaker.state")
                        .tag("name", "toy")
                        .gauges())
                .isNotEmpty();
        assertThat(meters.get("portal.platform.call")
                        .tags("platform", "toy", "outcome", "ok")
                        .timer()
                        .count())
                .isPositive();
    }

    private HttpResponse<String> create(String mode) {
        return http.api(
                "POST",
                "/v1/portal-links",
                "acme-key",
                "{\"merchant_id\":\"m_toy\",\"platform\":\"toy\",\"account\":\"a_1\",\"page\":\"billing\",\"mode\":\""
                        + mode + "\"}");
    }

    private JsonNode toy(String key) {
        for (JsonNode platform :
                Http.json(http.api("GET", "/v1/platforms", key, "")).path("data")) {
            if (platform.path("platform").stringValue().equals("toy")) {
                return platform;
            }
        }
        throw new AssertionError("toy is not listed");
    }
}
