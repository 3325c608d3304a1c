package io.portallink.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.portallink.portal.AccountStatus;
import io.portallink.portal.Capabilities;
import io.portallink.portal.Platform;
import io.portallink.portal.PlatformId;
import io.portallink.portal.PortalRequest;
import io.portallink.portal.PortalUrl;
import io.portallink.portal.Preview;
import io.portallink.portal.Settings;
import io.portallink.portal.StatusRequest;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a caller that asks for an account's status is told of a platform that slows down, and of a store that fails. */
@BrokerTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties = {
            "portal.tenants.bare.platforms.easypost.api-key=EZAKofAnotherTenant0000",
            "portal.tenants.acme.platforms.storeless.any=thing"
        })
class AccountStatusTroubleTest {

    private static final String USER = "user_0123456789abcdef0123456789abcdef";
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final Calls calls;

    AccountStatusTroubleTest(@LocalServerPort int port) {
        calls = new Calls(port);
    }

    @BeforeEach
    @AfterEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @Test
    void getWhenPlatformSaysSlowDownThenItsRetryAfterAndTheTapIsClosed() {
        register("bare-key", "easypost");
        user(aResponse().withStatus(429).withHeader("Retry-After", "7"));

        HttpResponse<String> first = status("bare-key", "easypost");
        HttpResponse<String> second = status("bare-key", "easypost");

        Calls.assertProblem(first, 503, "platform-rate-limited");
        Calls.assertProblem(second, 503, "platform-rate-limited");
        assertThat(first.headers().firstValue("Retry-After")).contains("7");
        assertThat(StubPlatforms.easyPost().getAllServeEvents()).hasSize(1);
    }

    @Test
    void getWhenPlatformIsSlowerThanTheDeadlineThenTimeout() {
        register(Calls.KEY, "easypost");
        user(aResponse().withStatus(200).withBody("{\"id\": \"" + USER + "\"}").withFixedDelay(8_000));
        long start = System.nanoTime();

        HttpResponse<String> answer = status(Calls.KEY, "easypost");

        JsonNode problem = Calls.assertProblem(answer, 504, "platform-timeout");
        assertThat(problem.path("platform").asString()).isEqualTo("easypost");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    /** As where a budget that all replicas share can't be asked. */
    @Test
    void getWhenStoreFailsInTheCallThenUnavailableAndLoggedAsThat(CapturedOutput output) {
        register(Calls.KEY, "storeless");

        HttpResponse<String> answer = status(Calls.KEY, "storeless");

        Calls.assertProblem(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(output.getOut().lines().filter(line -> line.contains("account_status")))
                .singleElement()
                .satisfies(line -> assertThat(JsonMapper.shared()
                                .readTree(line)
                                .path("outcome")
                                .asString())
                        .isEqualTo("unavailable"));
    }

    private void register(String key, String platform) {
        String path = "/v1/merchants/m_trouble/accounts/" + platform;
        assertThat(calls.send(key, "PUT", path, JSON, "{\"account\": \"" + USER + "\"}")
                        .statusCode())
                .isBetween(200, 201);
    }

    private HttpResponse<String> status(String key, String platform) {
        return calls.send(key, "GET", "/v1/merchants/m_trouble/accounts/" + platform + "/status", Map.of(), "");
    }

    private static void user(ResponseDefinitionBuilder answer) {
        StubPlatforms.easyPost().stubFor(get(urlEqualTo("/v2/users/" + USER)).willReturn(answer));
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class WithAPlatformWhoseGuardsHaveLostTheStore {

        @Bean
        Platform storeless() {
            return new Storeless();
        }
    }

    private static final class Storeless implements Platform {

        @Override
        public PlatformId id() {
            return new PlatformId("storeless");
        }

        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(Set.of(), false, false, false, false, Duration.ofSeconds(1), false);
        }

        @Override
        public void check(Settings settings) {
            settings.allow(Set.of("any"));
        }

        @Override
        public Preview preview(PortalRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PortalUrl open(PortalRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AccountStatus status(StatusRequest request) {
            throw new DataAccessResourceFailureException("no store");
        }
    }
}
