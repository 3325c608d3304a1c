package io.portallink.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.portallink.link.TestClock;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the tests of the browser endpoints share: links to follow, platforms that break, a clock to move. */
@ClockedBrokerTest
abstract class Browsing {

    static final String EASYPOST = "\"platform\": \"easypost\", \"account\": \"user_1\"";

    @Autowired
    TestClock clock;

    @Autowired
    private CircuitBreakerRegistry breakers;

    @LocalServerPort
    private int port;

    Http http() {
        return new Http(port);
    }

    @BeforeEach
    void allIsWell() {
        StubPlatforms.reset();
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
        clock.advance(Duration.ofMinutes(11)); // no tap stays closed, no link of another test lives
    }

    /** A new link of the tenant {@code acme}, at EasyPost unless the fields say more. */
    String ticket(String fields) {
        return ticket("acme-key", "m_1", fields.isEmpty() ? EASYPOST : EASYPOST + ", " + fields);
    }

    String ticket(String key, String merchant, String fields) {
        String members = fields.isEmpty() ? "" : ", " + fields;
        HttpResponse<String> created =
                http().api("POST", "/v1/portal-links", key, "{\"merchant_id\": \"" + merchant + "\"" + members + "}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return Http.path(Http.json(created).path("url").stringValue());
    }

    HttpResponse<String> navigate(String path) {
        return http().get(path, Http.NAVIGATION);
    }

    HttpResponse<String> press(String path) {
        return http().send("POST", path, Map.of("Sec-Fetch-Site", "same-origin"), "");
    }

    static void easyPostAnswers(ResponseDefinitionBuilder answer) {
        StubPlatforms.easyPost()
                .stubFor(post(urlPathEqualTo(StubPlatforms.EASYPOST_PATH)).willReturn(answer));
    }

    static ResponseDefinitionBuilder error(int status) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"error\":{\"code\":\"X\",\"message\":\"secret words of the platform\",\"errors\":[]}}");
    }

    static void assertMinted(int times) {
        StubPlatforms.easyPost().verify(times, postRequestedFor(urlPathEqualTo(StubPlatforms.EASYPOST_PATH)));
    }

    /** A page with the headers that every page has. */
    static void assertPage(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertHeaders(response);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(response.headers().firstValue("Location")).isEmpty();
        assertThat(response.body()).contains("<html lang=\"en\">").doesNotContain("secret words", "<script");
    }

    static void assertHeaders(HttpResponse<String> response) {
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(response.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(response.headers().allValues("X-Robots-Tag")).containsExactly("noindex");
        assertThat(response.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("form-action");
    }

    /** A redirect with the same headers, and with no body that could repeat the URL. */
    static void assertRedirect(HttpResponse<String> response, int status, String location) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertHeaders(response);
        assertThat(response.headers().allValues("Location")).containsExactly(location);
        assertThat(response.body()).isEmpty();
    }
}
