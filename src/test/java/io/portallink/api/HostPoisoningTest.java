package io.portallink.api;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static io.portallink.api.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.RawClient;
import io.portallink.testkit.StubPlatforms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a request says its host is, every URL of the broker's own is the configured one. */
@BrokerTest
class HostPoisoningTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BASE = BrokerTestConfiguration.PUBLIC_BASE_URL;

    private final int port;

    HostPoisoningTest(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:8443",
                "Host: localhost\r\nX-Forwarded-Host: evil.example",
                "Host: localhost\r\nX-Forwarded-Host: evil.example, localhost\r\nX-Forwarded-Proto: ftp",
                "Host: localhost\r\nX-Forwarded-Proto: evil\r\nX-Forwarded-Port: 6666\r\nX-Forwarded-Prefix: /evil",
                "Host: localhost\r\nX-Forwarded-Prefix: //evil.example\r\nX-Forwarded-Ssl: on",
                "Host: localhost\r\nForwarded: for=1.2.3.4;host=evil.example;proto=ftp",
                "Host: localhost\r\nX-Original-URL: /evil\r\nX-Rewrite-URL: /evil\r\nX-Original-Host: evil.example",
                "Host: localhost\r\nX-Host: evil.example\r\nX-Forwarded-Server: evil.example\r\nVia: evil.example"
            })
    void openWhenHostIsPoisonedThenUrlsAreTheConfiguredOnes(String headers) {
        assertPublicUrls(post("/v1/portal-links", headers, body()));
        RawClient.Answer direct = post("/v1/portal-links", headers, body("mode", "\"direct\""));
        assertThat(direct.status()).isEqualTo(201);
        JsonNode sent = JSON.readTree(StubPlatforms.easyPost()
                .findAll(postRequestedFor(anyUrl()))
                .getFirst()
                .getBodyAsString());
        assertThat(sent.path("return_url").asString()).startsWith(BASE + "/return/");
        assertThat(sent.path("refresh_url").asString()).startsWith(BASE + "/refresh/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "https://evil.example:6666", "http://evil.example:80"})
    void openWhenRequestLineIsAbsoluteThenItsHostChangesNothing(String origin) {
        assertThat(post(origin + "/v1/portal-links", "Host: localhost", body()).status())
                .isEqualTo(400);
        assertPublicUrls(post(origin + "/v1/portal-links", "Host: " + origin.replaceAll("https?://", ""), body()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost\r\nHost: evil.example",
                "Host: evil.example\r\nHost: evil.example",
                "Host: evil.example/x",
                "Host: evil.example@localhost",
                "Host: evil.example, localhost",
                "Host: evil<b>.example",
                "X-Forwarded-Host: evil.example"
            })
    void openWhenHostIsTwofoldMalformedOrMissingThenRefused(String headers) {
        RawClient.Answer answer = post("/v1/portal-links", headers, body());

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("evil");
        assertThat(answer.all("Content-Type")).containsExactly("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/launch/x", "/return/x", "/problems/forbidden", "/nothing", "/v1/nothing", "/v1/", "/launch"})
    void pageWhenHostIsPoisonedThenItSaysNothingOfIt(String path) {
        RawClient.Answer answer = RawClient.ask(
                port,
                "GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
                        + "X-Forwarded-Prefix: /evil\r\nAuthorization: Bearer acme-key\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isIn(200, 404);
        assertThat(answer.text()).doesNotContain("evil").doesNotContainIgnoringCase("\r\nLocation:");
    }

    private static void assertPublicUrls(RawClient.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        JsonNode link = JSON.readTree(json(answer));
        assertThat(link.path("url").asString()).startsWith(BASE + "/launch/");
        assertThat(answer.all("Location"))
                .containsExactly("/v1/portal-links/" + link.path("id").asString());
        assertThat(answer.text()).doesNotContain("evil", "6666");
    }

    /** Without the sizes of the chunks around it. */
    private static String json(RawClient.Answer answer) {
        return answer.text().substring(answer.text().indexOf('{'), answer.text().lastIndexOf('}') + 1);
    }

    private RawClient.Answer post(String target, String headers, String body) {
        return RawClient.ask(
                port,
                "POST " + target + " HTTP/1.1\r\n" + headers + "\r\nAuthorization: Bearer acme-key\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\nConnection: close\r\n\r\n" + body);
    }
}
