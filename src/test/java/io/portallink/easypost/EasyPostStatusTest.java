package io.portallink.easypost;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.portallink.portal.AccountStatus;
import io.portallink.portal.Deadline;
import io.portallink.portal.MerchantId;
import io.portallink.portal.Platform;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.PortalRequest;
import io.portallink.portal.Problem;
import io.portallink.portal.Secret;
import io.portallink.portal.Settings;
import io.portallink.portal.StatusRequest;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Replies;
import io.portallink.testkit.WrongAnswerContract;
import io.portallink.upstream.UpstreamClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether an account is still there; every wrong answer is the same failure after as many calls as for opening. */
class EasyPostStatusTest extends WrongAnswerContract {

    private static final String KEY = BrokerTestConfiguration.EASYPOST_KEY;

    @Override
    protected Object ask(Platform platform, PortalRequest request) {
        return platform.status(statusRequest(request));
    }

    @Override
    protected Platform platform(String baseUrl, UpstreamClients clients) {
        return EasyPostContractTest.easyPost(baseUrl, clients);
    }

    @Override
    protected Settings settings() {
        return new Settings(Map.of("api-key", KEY));
    }

    @Override
    protected ResponseDefinitionBuilder good() {
        return json(200, goodBody());
    }

    @Override
    protected String requestIdHeader() {
        return "x-ep-request-uuid";
    }

    @Override
    protected String goodBody() {
        return Replies.read(getClass(), "answers/user.json");
    }

    @Override
    protected String goodUrl() {
        throw new UnsupportedOperationException("a status has no URL");
    }

    /** Whoever deletes accounts by the answer must not be told so by a proxy. */
    @Override
    protected Problem ofAny404() {
        return Problem.PLATFORM_INVALID_RESPONSE;
    }

    @Test
    void statusWhenUserIsThereThenKnownAndNothingToldButOneDetail() {
        answer(good());

        AccountStatus status = status(ACCOUNT);

        assertThat(status)
                .isEqualTo(new AccountStatus(
                        true, Map.of("created_at", Instant.parse("2020-05-11T21:59:07Z")), List.of("onboarding")));
        assertThat(status.toString()).doesNotContain("SECRET", ACCOUNT);
    }

    @Test
    void statusWhenAskedThenExactlyItsRequestIsSent() {
        answer(good());

        status(ACCOUNT);

        assertThat(sent()).hasSize(1);
        LoggedRequest request = sent().getFirst();
        assertThat(request.getMethod().getName()).isEqualTo("GET");
        assertThat(request.getUrl()).isEqualTo("/v2/users/" + ACCOUNT);
        assertThat(request.getHeader("Authorization"))
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString((KEY + ":").getBytes(StandardCharsets.UTF_8)));
        assertThat(request.getHeader("Accept")).isEqualTo("application/json");
        assertThat(request.getBody()).isEmpty();
        assertThat(request.containsHeader("Content-Type")).isFalse();
        assertThat(request.containsHeader("Content-Length")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-found.json", "not-found-strings.json", "not-found-fields.json"})
    void statusWhenUserWasRemovedThenGone(String file) {
        answer(json(404, Replies.read(getClass(), file)));

        assertThat(status(ACCOUNT)).isEqualTo(AccountStatus.gone());
        assertThat(sent()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "404, load-balancer.html, PLATFORM_INVALID_RESPONSE",
        "404, error-text.json, PLATFORM_INVALID_RESPONSE",
        "404, no-body.txt, PLATFORM_INVALID_RESPONSE",
        "400, not-found.json, ACCOUNT_REJECTED",
        "422, user-required.json, ACCOUNT_REJECTED",
        "401, unauthorized.json, PLATFORM_CREDENTIALS_REJECTED",
        "403, test-key.json, PLATFORM_CREDENTIALS_REJECTED",
        "404, unauthorized.json, PLATFORM_CREDENTIALS_REJECTED",
        "423, locked.json, PLATFORM_REJECTED_REQUEST",
        "400, bad-request-listed.json, PLATFORM_REJECTED_REQUEST",
        "200, not-found.json, PLATFORM_INVALID_RESPONSE",
        "202, load-balancer.html, PLATFORM_INVALID_RESPONSE",
        "500, server-error-without-code.json, PLATFORM_UNAVAILABLE"
    })
    void statusWhenErrorWasRecordedThenProblem(int status, String file, Problem problem) {
        answer(json(status, Replies.read(getClass(), file)));

        assertProblem(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"object\":\"User\"}",
                "{\"id\":null}",
                "{\"id\":5}",
                "{\"id\":\"\"}",
                "{\"id\":[\"" + ACCOUNT + "\"]}",
                "{\"id\":\"USER_0123456789abcdef0123456789abcdef\"}",
                "{\"id\":\"" + ACCOUNT + "0\"}",
                "{\"user\":{\"id\":\"" + ACCOUNT + "\"}}",
                "[{\"id\":\"" + ACCOUNT + "\"}]"
            })
    void statusWhenAnswerIsOfNobodyOrAnotherThenInvalidResponse(String body) {
        answer(json(200, body));

        assertProblem(Problem.PLATFORM_INVALID_RESPONSE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"created_at\":\"2020-05-11T23:59:07+02:00\" | {created_at=2020-05-11T21:59:07Z}",
                "\"created_at\":\"2025-16-17T17:30:30Z\" | {}",
                "\"created_at\":\"+999999999-12-31T23:59:59Z\" | {}",
                "\"created_at\":\"-0001-12-31T23:59:59Z\" | {}",
                "\"created_at\":1589234347 | {}",
                "\"created_at\":\"SECRET\" | {}",
                "\"created_at\":null | {}",
                "\"verified\":true | {}"
            })
    void statusWhenDetailsAreOddThenLeftOutAndStillKnown(String fields, String details) {
        answer(json(200, "{\"id\":\"" + ACCOUNT + "\"," + fields + "}"));

        AccountStatus status = status(ACCOUNT);

        assertThat(status.known()).isTrue();
        assertThat(status.details()).hasToString(details);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "../api_keys ..%2Fapi_keys",
                "/ %2F",
                "a?b=c&d#e a%3Fb%3Dc%26d%23e",
                "%2e%2e %252e%252e",
                "... ...",
                "a+b~c;d a%2Bb%7Ec%3Bd",
                "http://evil.example/ http%3A%2F%2Fevil.example%2F"
            })
    void statusWhenAccountIsNoUserIdThenItNamesNoOtherResource(String account, String segment) {
        answer(json(404, Replies.read(getClass(), "not-found.json")));

        assertThat(status(account)).isEqualTo(AccountStatus.gone());
        assertThat(sent())
                .singleElement()
                .satisfies(request -> assertThat(request.getUrl()).isEqualTo("/v2/users/" + segment));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void statusWhenAccountIsDotsAloneThenRejectedAndNothingIsSent(String account) {
        answer(good());

        PortalFailure failure = catchThrowableOfType(PortalFailure.class, () -> status(account));

        assertThat(failure.problem()).isEqualTo(Problem.ACCOUNT_REJECTED);
        assertThat(failure.reached()).isFalse();
        assertThat(sent()).isEmpty();
    }

    @Test
    void statusWhenAnswerIsLaterThanDeadlineThenTimeout() {
        answer(good().withFixedDelay(10_000));
        Platform platform = platform();
        long start = System.nanoTime();

        PortalFailure failure = failure(platform, Duration.ofMillis(400));

        assertThat(failure.problem()).isEqualTo(Problem.PLATFORM_TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503})
    void statusWhenUnavailableOnceThenExactlyOneRetry(int unavailable) {
        server().stubFor(any(anyUrl())
                .inScenario("once")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("well")
                .willReturn(json(unavailable, PLATFORM_TEXT)));
        server().stubFor(any(anyUrl())
                .inScenario("once")
                .whenScenarioStateIs("well")
                .willReturn(good()));

        assertThat(status(ACCOUNT).known()).isTrue();
        assertThat(sent()).hasSize(2);
    }

    @Test
    void statusWhenRateLimitedThenTapIsClosedForOpeningToo() {
        answer(json(429, PLATFORM_TEXT).withHeader("Retry-After", "7"));
        Platform platform = platform();

        PortalFailure first = failure(platform, Duration.ofSeconds(5));
        PortalFailure opening = catchThrowableOfType(PortalFailure.class, () -> platform.open(request(null)));

        assertThat(first.problem()).isEqualTo(Problem.PLATFORM_RATE_LIMITED);
        assertThat(first.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(opening.problem()).isEqualTo(Problem.PLATFORM_RATE_LIMITED);
        assertThat(opening.reached()).isFalse();
        assertThat(sent()).hasSize(1);
    }

    private AccountStatus status(String account) {
        return platform()
                .status(new StatusRequest(
                        settings(), new MerchantId("m_1"), new Secret(account), Deadline.in(Duration.ofSeconds(5))));
    }
}
