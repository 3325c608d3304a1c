package io.portallink.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import io.portallink.testkit.UrlConfusions;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** A platform, or who speaks in its name, answers with a URL that leads elsewhere: no browser is sent there. */
class HostileAnswerTest extends Browsing {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @MethodSource
    void answerWhenUrlLeadsElsewhereThenNoRedirectAndNotRepeated(String platform, String url) {
        String fields = fields(platform);
        String ticket = ticket("acme-key", "m_1", fields);
        answers(platform, url);

        HttpResponse<String> page = navigate(ticket);
        assertPage(page, 502);
        assertThat(page.body()).doesNotContain("evil.example", "localhost", "alert(1)");
        for (String accept : new String[] {"text/html", "application/json"}) {
            HttpResponse<String> direct = direct(fields, accept);
            assertThat(direct.statusCode()).as(direct.body()).isEqualTo(502);
            assertThat(Http.json(direct).path("code").asString()).isEqualTo("platform-invalid-response");
            assertThat(direct.headers().firstValue("Location")).isEmpty();
            assertThat(direct.body()).doesNotContain("evil.example", "localhost", "alert(1)");
        }
    }

    static Stream<Arguments> answerWhenUrlLeadsElsewhereThenNoRedirectAndNotRepeated() {
        return Stream.of("easypost", "shipengine")
                .flatMap(platform -> Stream.of(
                                UrlConfusions.malformed(good(platform)),
                                UrlConfusions.elsewhere(good(platform)),
                                Stream.of(good(platform) + "a".repeat(8192)))
                        .flatMap(urls -> urls)
                        .map(url -> Arguments.of(platform, url)));
    }

    @ParameterizedTest
    @MethodSource
    void answerWhenUrlIsSpelledOtherwiseThenBrowserGetsItAsItStands(String platform, String url) {
        String ticket = ticket("acme-key", "m_1", fields(platform) + ", \"page\": \"billing\"");
        answers(platform, url);

        String location = navigate(ticket).headers().firstValue("Location").orElse("");

        String head = url.contains("#") ? url.substring(0, url.indexOf('#')) : url;
        assertThat(location).startsWith(head).endsWith(url.substring(head.length()));
        assertThat(location.equals(url)).isEqualTo(platform.equals("easypost")); // ShipEngine's gets parameters
    }

    @Test
    void answerWhenUrlIsAsLongAsAnyIsTakenThenBrowserGetsIt() {
        String url = good("easypost") + "?a=";
        String longest = url + "a".repeat(8192 - url.length());
        String ticket = ticket("acme-key", "m_1", fields("easypost") + ", \"page\": \"billing\"");
        answers("easypost", longest);

        assertThat(navigate(ticket).headers().firstValue("Location")).contains(longest);
    }

    static Stream<Arguments> answerWhenUrlIsSpelledOtherwiseThenBrowserGetsItAsItStands() {
        return Stream.of("easypost", "shipengine")
                .flatMap(platform -> UrlConfusions.samePlace(good(platform)).map(url -> Arguments.of(platform, url)));
    }

    private HttpResponse<String> direct(String fields, String accept) {
        return http().send(
                        "POST",
                        "/v1/portal-links",
                        Map.of(
                                "Authorization", "Bearer acme-key",
                                "Content-Type", "application/json",
                                "Accept", accept),
                        "{\"merchant_id\": \"m_1\", \"mode\": \"direct\", " + fields + "}");
    }

    private static String good(String platform) {
        return platform.equals("easypost") ? StubPlatforms.EASYPOST_URL : StubPlatforms.SHIPENGINE_URL;
    }

    private static String fields(String platform) {
        return "\"platform\": \"" + platform + "\", \"account\": \"user_1\"";
    }

    private static void answers(String platform, String url) {
        WireMockServer stub = platform.equals("easypost") ? StubPlatforms.easyPost() : StubPlatforms.shipEngine();
        String body = JSON.writeValueAsString(Map.of("link", url, "redirect_url", url));
        stub.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(200).withBody(body)));
    }
}
