package io.portallink.shipengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portallink.portal.PlatformId;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.PortalUrl;
import io.portallink.portal.Problem;
import io.portallink.testkit.Replies;
import io.portallink.upstream.UpstreamClient;
import io.portallink.upstream.UpstreamKit;
import io.portallink.upstream.UpstreamReply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer shape that was recorded or documented, errors below 500 among them. */
class ShipEngineAnswersTest {

    private static final String LOGIN = "https://dashboard.shipengine.com/api/directlogin";
    private static final UpstreamClient CLIENT =
            UpstreamKit.clients().create(new PlatformId("shipengine"), "X-ShipEngine-RequestID", 1, 0);

    @ParameterizedTest
    @CsvSource({
        "401, unauthorized.json, PLATFORM_CREDENTIALS_REJECTED",
        "400, unauthorized.json, PLATFORM_CREDENTIALS_REJECTED",
        "200, unauthorized.json, PLATFORM_CREDENTIALS_REJECTED",
        "403, forbidden.json, PLATFORM_CREDENTIALS_REJECTED",
        "400, forbidden.json, PLATFORM_CREDENTIALS_REJECTED",
        "403, no-body.txt, PLATFORM_CREDENTIALS_REJECTED",
        "401, load-balancer.html, PLATFORM_CREDENTIALS_REJECTED",
        "400, rate-limited.json, PLATFORM_RATE_LIMITED",
        "200, rate-limited.json, PLATFORM_RATE_LIMITED",
        "400, invalid-identifier.json, ACCOUNT_REJECTED",
        "404, not-found.json, ACCOUNT_REJECTED",
        "400, not-found.json, ACCOUNT_REJECTED",
        "200, not-found.json, ACCOUNT_REJECTED",
        "404, load-balancer.html, ACCOUNT_REJECTED",
        "400, subscription-inactive.json, ACCOUNT_REJECTED",
        "403, trial-expired.json, ACCOUNT_REJECTED",
        "400, several.json, ACCOUNT_REJECTED",
        "400, terms-not-accepted.json, PLATFORM_REJECTED_REQUEST",
        "400, timeout.json, PLATFORM_REJECTED_REQUEST",
        "400, body-required.json, PLATFORM_REJECTED_REQUEST",
        "400, unknown-code.json, PLATFORM_REJECTED_REQUEST",
        "400, code-number.json, PLATFORM_REJECTED_REQUEST",
        "400, message-array.json, PLATFORM_REJECTED_REQUEST",
        "400, message-object.json, PLATFORM_REJECTED_REQUEST",
        "400, errors-strings.json, PLATFORM_REJECTED_REQUEST",
        "400, load-balancer.html, PLATFORM_REJECTED_REQUEST",
        "200, errors-beside-token.json, PLATFORM_INVALID_RESPONSE",
        "200, errors-strings.json, PLATFORM_INVALID_RESPONSE",
        "200, errors-as-text.json, PLATFORM_INVALID_RESPONSE",
        "200, load-balancer.html, PLATFORM_INVALID_RESPONSE"
    })
    void readWhenErrorWasRecordedThenProblem(int status, String file, Problem problem) {
        UpstreamReply reply = reply(status, Replies.read(getClass(), file));

        PortalFailure failure = catchThrowableOfType(PortalFailure.class, () -> read(reply, LOGIN));

        assertThat(failure.problem()).isEqualTo(problem);
        if (file.endsWith(".json")) {
            assertThat(failure.platformRequestId()).contains("a1b2c3d4-0000-4000-8000-000000000001");
        }
        assertThat(failure + failure.detail()).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"token\":\"a.b-c_d\"}', 'https://dashboard.shipengine.com/api/directlogin?token=a.b-c_d'",
        "'{\"token\":\"a+/&=\"}', 'https://dashboard.shipengine.com/api/directlogin?token=a%2B%2F%26%3D'",
        "'{\"token\":\"a\",\"redirect_url\":null}', 'https://dashboard.shipengine.com/api/directlogin?token=a'",
        "'{\"token\":\"a\",\"redirect_url\":5}', 'https://dashboard.shipengine.com/api/directlogin?token=a'",
        "'{\"redirect_url\":\"https://x.example/?token=b%2F\"}', https://x.example/?token=b%2F",
        "'{\"token\":\"a\",\"redirect_url\":\"https://x.example/\",\"errors\":[]}', https://x.example/",
        "'{\"token\":7,\"redirect_url\":\"https://x.example/\",\"errors\":null}', https://x.example/"
    })
    void readWhenOneOfTokenAndUrlIsThereThenUrl(String body, String url) {
        assertThat(read(reply(200, body), LOGIN).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"token\":5}",
                "{\"token\":true,\"redirect_url\":false}",
                "{\"token\":null,\"redirect_url\":\" \"}",
                "{\"token\":[\"a\"],\"redirect_url\":{\"url\":\"https://x.example/\"}}"
            })
    void readWhenNeitherIsThereAsTextThenInvalidResponse(String body) {
        assertThatExceptionOfType(PortalFailure.InvalidResponse.class).isThrownBy(() -> read(reply(200, body), LOGIN));
    }

    private static UpstreamReply reply(int status, String body) {
        return new UpstreamReply(status, Replies.json(body), Instant.now(), null, null);
    }

    private static PortalUrl read(UpstreamReply reply, String login) {
        return new ShipEngineAnswers(login, List.of("dashboard.shipengine.com"), CLIENT).read(reply, Map.of());
    }
}
