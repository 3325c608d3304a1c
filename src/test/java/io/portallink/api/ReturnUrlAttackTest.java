package io.portallink.api;

import static io.portallink.api.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.StubPlatforms;
import io.portallink.testkit.UrlConfusions;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** A URL in a request is one that the tenant registered, character for character, or it is refused. */
@BrokerTest
class ReturnUrlAttackTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Calls calls;

    ReturnUrlAttackTest(@LocalServerPort int port) {
        calls = new Calls(port);
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @ParameterizedTest
    @MethodSource
    void openWhenReturnUrlIsAlmostRegisteredThenRefused(String url) {
        assertRefused("return_url", url, "return-url-not-registered");
    }

    static Stream<String> openWhenReturnUrlIsAlmostRegisteredThenRefused() {
        return confusions(BrokerTestConfiguration.RETURN_URL);
    }

    @ParameterizedTest
    @MethodSource
    void openWhenRefreshUrlIsAlmostRegisteredThenRefused(String url) {
        assertRefused("refresh_url", url, "refresh-url-not-registered");
    }

    static Stream<String> openWhenRefreshUrlIsAlmostRegisteredThenRefused() {
        return confusions(BrokerTestConfiguration.REFRESH_URL);
    }

    @Test
    void openWhenUrlIsTheOtherKindsOrOverlongThenRefused() {
        assertRefused("return_url", BrokerTestConfiguration.REFRESH_URL, "return-url-not-registered");
        assertRefused("refresh_url", BrokerTestConfiguration.RETURN_URL, "refresh-url-not-registered");
        String longest = BrokerTestConfiguration.RETURN_URL + "?" + "a".repeat(2047);
        assertRefused("return_url", longest.substring(0, 2048), "return-url-not-registered");
        assertThat(Calls.wrongFields(calls.open(body("return_url", "\"" + longest + "\""))))
                .containsExactly("return_url");
    }

    @Test
    void openWhenTenantRegisteredNoneThenEveryUrlIsRefused() {
        String url = body("return_url", "\"" + BrokerTestConfiguration.RETURN_URL + "\"");
        HttpResponse<String> answer =
                calls.send("bare-key", "POST", Calls.LINKS, Map.of("Content-Type", "application/json"), url);
        Calls.assertProblem(answer, 422, "return-url-not-registered");
    }

    private static Stream<String> confusions(String good) {
        Stream<String> around =
                Stream.of("", good + good, good.substring(0, good.length() - 1), good + "?", good + "x");
        return Stream.of(
                        around,
                        UrlConfusions.malformed(good),
                        UrlConfusions.elsewhere(good),
                        UrlConfusions.samePlace(good))
                .flatMap(urls -> urls);
    }

    /** In both modes; the answer repeats nothing of the URL and no platform is called. */
    private void assertRefused(String field, String url, String code) {
        for (String mode : new String[] {"\"launch\"", "\"direct\""}) {
            HttpResponse<String> answer = calls.open(body("mode", mode, field, JSON.writeValueAsString(url)));
            Calls.assertProblem(answer, 422, code);
            assertThat(answer.body()).doesNotContain("evil", "dashboard");
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
        assertThat(StubPlatforms.easyPost().getAllServeEvents()).isEmpty();
    }
}
