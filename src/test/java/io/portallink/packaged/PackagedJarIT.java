package io.portallink.packaged;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.BasicCredentials;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** With the contract's YAML, as an operator would start it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackagedJarIT {

    private final BrokerProcess broker;

    PackagedJarIT(@TempDir Path folder) {
        ContractYaml.write(folder);
        StubPlatforms.reset();
        broker = BrokerProcess.jar(folder);
    }

    @BeforeAll
    void start() {
        broker.awaitReady();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void launchWhenEasyPostThenExactRequestIsSentAndBrowserRedirected() {
        HttpResponse<String> created = open("easypost", "user_packaged_0001", "launch");
        assertThat(created.statusCode()).isEqualTo(201);
        HttpResponse<String> launched =
                broker.http().get(Http.path(Http.json(created).path("url").stringValue()), Http.NAVIGATION);

        assertThat(launched.statusCode()).isEqualTo(302);
        assertThat(launched.headers().firstValue("Location")).contains(StubPlatforms.EASYPOST_URL);
        StubPlatforms.easyPost()
                .verify(postRequestedFor(urlEqualTo(StubPlatforms.EASYPOST_PATH))
                        .withBasicAuth(new BasicCredentials(ContractYaml.EASYPOST_KEY, ""))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withRequestBody(matchingJsonPath("$.session_type", equalTo("account_management")))
                        .withRequestBody(matchingJsonPath("$.user_id", equalTo("user_packaged_0001")))
                        .withRequestBody(matchingJsonPath("$.metadata.target", equalTo("wallet"))));
    }

    @Test
    void directWhenShipEngineThenExactRequestIsSentAndUrlIsCompleted() {
        HttpResponse<String> created = open("shipengine", "10042", "direct");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(Http.json(created).path("url").stringValue())
                .isEqualTo(StubPlatforms.SHIPENGINE_URL + "&theme_id=theme-of-tenant&redirect_to=billing");
        StubPlatforms.shipEngine()
                .verify(postRequestedFor(urlEqualTo(StubPlatforms.SHIPENGINE_PATH + "?redirect=shipengine-dashboard"))
                        .withHeader("API-Key", equalTo(ContractYaml.SHIPENGINE_KEY))
                        .withHeader("On-Behalf-Of", equalTo("10042"))
                        .withHeader("Content-Type", absent())
                        .withHeader("Content-Length", equalTo("0")));
    }

    @Test
    void startWhenNoStoreIsConfiguredThenDataLiesInTheEmbeddedFile(@TempDir Path folder) throws Exception {
        ContractYaml.write(folder);
        try (BrokerProcess second = BrokerProcess.jar(folder).awaitReady()) {
            assertThat(second.stop()).isEqualTo(143);
        }
        try (var files = Files.list(folder.resolve("data"))) {
            assertThat(files).isNotEmpty();
        }
    }

    @Test
    void startWhenConfigurationIsMissingThenOneLineSaysWhatToFix(@TempDir Path folder) {
        try (BrokerProcess unconfigured = BrokerProcess.jar(folder)) {
            assertThat(unconfigured.awaitEnd()).isNotZero();
            assertThat(unconfigured.output())
                    .containsPattern("portal\\.(keys|tenants) is missing")
                    .doesNotContain("\\n\\tat ");
        }
    }

    @Test
    void managementWhenAskedThenOnlyItsOwnPortAnswers() {
        assertThat(broker.management()
                        .get("/actuator/health/liveness", Map.of())
                        .statusCode())
                .isEqualTo(200);
        assertThat(broker.management().get("/actuator/env", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(broker.http().get("/actuator/health", Map.of()).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> open(String platform, String account, String mode) {
        return broker.http()
                .api("POST", "/v1/portal-links", ContractYaml.API_KEY, """
                {"merchant_id": "m_1", "platform": "%s", "account": "%s", "page": "billing", "mode": "%s"}""".formatted(platform, account, mode));
    }
}
