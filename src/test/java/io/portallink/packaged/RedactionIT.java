package io.portallink.packaged;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run at DEBUG, everything done once, well and badly; then its whole output is searched for whatever must not be there. */
@Tag("full")
class RedactionIT {

    private static final String STATE = "state-redaction-3f9d";
    private static final String PREFILL = "prefill-redaction-77aa";
    private static final String ACCOUNT = "user_redaction0123456789";
    private static final String UPSTREAM_TEXT = "upstream-text-redaction-51c0";

    private final Map<String, String> secrets = new LinkedHashMap<>();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
        ContractYaml.write(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", ""})
    void outputWhenEverythingWasDoneAtDebugThenHoldsNoSecret(String format) {
        try (BrokerProcess broker = BrokerProcess.jar(
                        folder,
                        "--debug",
                        "--logging.level.root=DEBUG",
                        "--logging.structured.format.console=" + format)
                .awaitReady()) {
            everything(broker.http());
            String metrics =
                    broker.management().get("/actuator/prometheus", Map.of()).body();
            broker.stop();
            String output = broker.output();

            assertThat(output).contains("DEBUG").contains("portal link created");
            collected();
            secrets.forEach((name, secret) -> {
                assertThat(output).as("output: " + name).doesNotContain(secret);
                assertThat(metrics).as("metrics: " + name).doesNotContain(secret);
            });
        }
    }

    @Test
    void answersWhenPlatformFailsThenHoldNothingOfItsText() {
        failing();
        try (BrokerProcess broker = BrokerProcess.jar(folder).awaitReady()) {
            for (String platform : new String[] {"easypost", "shipengine"}) {
                HttpResponse<String> failed = open(broker.http(), platform, "direct", "");
                assertThat(failed.statusCode()).isEqualTo(502);
                assertThat(failed.body()).doesNotContain(UPSTREAM_TEXT);
            }
        }
    }

    private void everything(Http http) {
        for (String platform : new String[] {"easypost", "shipengine"}) {
            String ticket = Http.path(
                    Http.json(open(http, platform, "launch", "")).path("url").stringValue());
            secret("ticket of " + platform, ticket.substring("/launch/".length()));
            assertThat(http.get(ticket, Map.of()).statusCode()).isEqualTo(200);
            HttpResponse<String> launched = http.get(ticket, Http.NAVIGATION);
            assertThat(launched.statusCode()).isEqualTo(302);
            assertThat(http.get(ticket, Http.NAVIGATION).statusCode()).isEqualTo(410);
            assertThat(http.get(ticket, Map.of("Cookie", cookie(launched))).statusCode())
                    .isEqualTo(302);
            assertThat(open(http, platform, "direct", "").statusCode()).isEqualTo(201);
        }
        comeBack(http);
        readAndRevoke(http);
        assertThat(open(http, "easypost", "launch", "?x=y").statusCode()).isEqualTo(400);
        assertThat(http.get("/launch/" + "A".repeat(64), Map.of()).statusCode()).isEqualTo(404);
        secret("a wrong key", "wrong-key-redaction-9b1d");
        assertThat(http.api("GET", "/v1/platforms", "wrong-key-redaction-9b1d", "")
                        .statusCode())
                .isEqualTo(401);
        assertThat(http.api("POST", "/v1/portal-links", ContractYaml.API_KEY, "{\"" + STATE + "\":")
                        .statusCode())
                .isEqualTo(400);
        http.api(
                "PUT",
                "/v1/merchants/m_1/accounts/easypost",
                ContractYaml.API_KEY,
                "{\"account\":\"" + ACCOUNT + "\"}");
        assertThat(http.send(
                                "POST",
                                "/v1/merchants/import",
                                Map.of(
                                        "Authorization",
                                        "Bearer " + ContractYaml.API_KEY,
                                        "Content-Type",
                                        "application/x-ndjson"),
                                "{\"merchant_id\":\"m_2\",\"platform\":\"easypost\",\"account\":\"" + ACCOUNT
                                        + "\"}\n{\"" + ACCOUNT + " \":")
                        .statusCode())
                .isEqualTo(200);
        failing();
        String ticket = Http.path(
                Http.json(open(http, "easypost", "launch", "")).path("url").stringValue());
        assertThat(http.get(ticket, Http.NAVIGATION).statusCode()).isEqualTo(502);
        secret("a failed ticket", ticket.substring("/launch/".length()));
    }

    /** As a browser would send it back. */
    private String cookie(HttpResponse<String> launched) {
        String cookie = launched.headers().firstValue("Set-Cookie").orElseThrow();
        String pair = cookie.substring(0, cookie.indexOf(';'));
        secret("the browser's cookie " + secrets.size(), pair.substring(pair.indexOf('=') + 1));
        return pair;
    }

    private void readAndRevoke(Http http) {
        String key = "idempotency-key-redaction-4c2e";
        secret("the idempotency key", key);
        Map<String, String> headers = Map.of(
                "Authorization",
                "Bearer " + ContractYaml.API_KEY,
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                key);
        String body = "{\"merchant_id\": \"m_1\", \"platform\": \"easypost\", \"account\": \"" + ACCOUNT + "\"}";
        HttpResponse<String> created = http.send("POST", "/v1/portal-links", headers, body);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(http.send("POST", "/v1/portal-links", headers, body).statusCode())
                .isEqualTo(200);
        String path = "/v1/portal-links/"
                + created.headers().firstValue("Portal-Link-Id").orElseThrow();
        assertThat(http.api("GET", path, ContractYaml.API_KEY, "").statusCode()).isEqualTo(200);
        assertThat(http.api("GET", "/v1/portal-links?limit=100", ContractYaml.API_KEY, "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(http.api("POST", path + "/revoke", ContractYaml.API_KEY, "{\"reason\": \"no longer needed\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    /** The refresh and return tokens are known to the platform only: taken from what it was sent. */
    private void comeBack(Http http) {
        String sent = StubPlatforms.easyPost()
                .getAllServeEvents()
                .getFirst()
                .getRequest()
                .getBodyAsString();
        JsonNode body = JsonMapper.shared().readTree(sent);
        for (String field : new String[] {"refresh_url", "return_url"}) {
            URI url = URI.create(body.path(field).stringValue());
            secret(field, url.getRawPath().substring(url.getRawPath().lastIndexOf('/') + 1));
            assertThat(http.get(url.getRawPath(), Map.of()).statusCode()).isEqualTo(302);
        }
    }

    private static HttpResponse<String> open(Http http, String platform, String mode, String query) {
        String prefill = platform.equals("easypost") ? ", \"prefill\": {\"name\": \"" + PREFILL + "\"}" : "";
        return http.api("POST", "/v1/portal-links" + query, ContractYaml.API_KEY, """
                {"merchant_id": "m_1", "platform": "%s", "account": "%s", "page": "onboarding", "mode": "%s", "state": "%s"%s}""".formatted(
                        platform, ACCOUNT, mode, STATE, prefill));
    }

    private static void failing() {
        String body = "{\"error\":{\"code\":\"X\",\"message\":\"" + UPSTREAM_TEXT + "\"},\"errors\":[{\"message\":\""
                + UPSTREAM_TEXT + "\"}]}";
        StubPlatforms.easyPost()
                .stubFor(post(urlPathEqualTo(StubPlatforms.EASYPOST_PATH))
                        .willReturn(aResponse().withStatus(400).withBody(body)));
        StubPlatforms.shipEngine()
                .stubFor(post(urlPathEqualTo(StubPlatforms.SHIPENGINE_PATH))
                        .willReturn(aResponse().withStatus(400).withBody(body)));
    }

    private void collected() {
        secret("the API key", ContractYaml.API_KEY);
        secret("the server's key", BrokerTestConfiguration.SERVER_KEY);
        secret("EasyPost's key", ContractYaml.EASYPOST_KEY);
        secret(
                "EasyPost's key, as Basic",
                Base64.getEncoder().encodeToString((ContractYaml.EASYPOST_KEY + ":").getBytes(StandardCharsets.UTF_8)));
        secret("ShipEngine's key", ContractYaml.SHIPENGINE_KEY);
        secret("ShipEngine's token", StubPlatforms.SHIPENGINE_TOKEN);
        secret("EasyPost's session", "session_id=");
        secret("the account", ACCOUNT);
        secret("the state", STATE);
        secret("the prefill", PREFILL);
        secret("the platform's text", UPSTREAM_TEXT);
    }

    private void secret(String name, String value) {
        secrets.put(name, value);
    }
}
