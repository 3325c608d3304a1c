package io.portallink.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static io.portallink.portal.Problem.PLATFORM_RATE_LIMITED;
import static io.portallink.portal.Problem.PLATFORM_TIMEOUT;
import static io.portallink.portal.Problem.PLATFORM_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.portallink.portal.Page;
import io.portallink.portal.Platform;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.PortalUrl;
import io.portallink.portal.Preview;
import io.portallink.upstream.UpstreamKit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every connector promises; its test extends this and adds what is its own. */
public abstract class PlatformContract extends WrongAnswerContract {

    private static final Duration SHORT = Duration.ofMillis(400);

    @Test
    final void openWhenAnswerIsGoodThenUrlWithConservativeTimes() {
        answer(good().withFixedDelay(300));
        Instant before = Instant.now();

        PortalUrl url = platform().open(request(null));

        Duration life = platform().capabilities().urlLifetime();
        assertThat(url.url()).isEqualTo(goodUrl());
        assertThat(url.sentAt()).isBetween(before, Instant.now().minusMillis(290));
        assertThat(url.expiresAt())
                .isBetween(url.sentAt().plusSeconds(1), url.sentAt().plus(life));
        assertThat(url.usableFor()).isPositive().isLessThanOrEqualTo(life);
        assertThat(url.hosts()).isNotEmpty();
        assertThat(url.toString()).doesNotContain(goodUrl());
        assertThat(sent()).hasSize(1);
    }

    @Test
    final void openWhenAnswerIsZippedThenUrl() {
        answer(zipped(gzip(goodBody())));

        assertThat(platform().open(request(null)).url()).isEqualTo(goodUrl());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202})
    final void openWhenStatusIsAnySuccessThenUrl(int status) {
        answer(json(status, goodBody()));

        assertThat(platform().open(request(null)).url()).isEqualTo(goodUrl());
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503})
    final void openWhenUnavailableOnceThenExactlyOneRetry(int status) {
        thenGood(json(status, PLATFORM_TEXT));

        assertThat(platform().open(request(null)).url()).isEqualTo(goodUrl());
        assertThat(sent()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 429, 500, 504})
    final void openWhenRefusedOnceThenNoRetry(int status) {
        thenGood(json(status, PLATFORM_TEXT));

        failure(platform(), Duration.ofSeconds(5));

        assertThat(sent()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"7, 7", "0, 5", "-1, 5", "1500ms, 5", "1.5, 5", "99999999999, 86400", "next week, 5", "NONE, 5"},
            nullValues = "NONE")
    final void openWhenRateLimitedThenRetryAfterInSeconds(
            @org.jspecify.annotations.Nullable String header, long seconds) {
        ResponseDefinitionBuilder answer = json(429, PLATFORM_TEXT);
        answer(header == null ? answer : answer.withHeader("Retry-After", header));

        PortalFailure failure = failure(platform(), Duration.ofSeconds(5));

        assertThat(failure.problem()).isEqualTo(PLATFORM_RATE_LIMITED);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(seconds));
        assertThat(failure.reached()).isTrue();
        assertThat(sent()).hasSize(1);
    }

    @Test
    final void openWhenRetryAfterIsDateThenWaitsUntilIt() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(60).atOffset(ZoneOffset.UTC));
        answer(json(429, "{}").withHeader("Retry-After", date));

        Instant until =
                Instant.now().plus(failure(platform(), SHORT).retryAfter().orElseThrow());

        assertThat(until).isCloseTo(Instant.now().plusSeconds(60), within(3, ChronoUnit.SECONDS));
    }

    @Test
    final void openWhenAnswerIsLaterThanDeadlineThenTimeout() {
        answer(good().withFixedDelay(3000));
        assertTimesOut(platform());
    }

    @Test
    final void openWhenAnswerDribblesThenDeadlineHolds() {
        try (RawServer raw = RawServer.dribbling(50)) {
            assertTimesOut(platform(raw.baseUrl(), UpstreamKit.clients()));
        }
    }

    @Test
    final void openWhenConnectionIsRefusedThenUnavailable() {
        RawServer closed = RawServer.saying("");
        closed.close();

        PortalFailure failure = failure(platform(closed.baseUrl(), UpstreamKit.clients()), Duration.ofSeconds(5));

        assertThat(failure.problem()).isEqualTo(PLATFORM_UNAVAILABLE);
        assertThat(failure.retryAfter())
                .hasValueSatisfying(wait -> assertThat(wait).isPositive());
    }

    @Test
    final void previewWhenAskedThenNothingIsSentAndNoSecretShown() {
        Preview preview = platform()
                .preview(request(
                        settings(), Page.ONBOARDING, null, Map.of("phone", "SECRET-phone"), Duration.ofSeconds(5)));

        assertThat(preview.toString())
                .doesNotContain(ACCOUNT, "SECRET", settings().required("api-key"));
        assertThat(preview.method() + preview.url()).contains(server().baseUrl());
        assertThat(sent()).isEmpty();
    }

    private void assertTimesOut(Platform platform) {
        long start = System.nanoTime();
        assertThat(failure(platform, SHORT).problem()).isEqualTo(PLATFORM_TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, Duration.ofSeconds(2));
    }

    private void thenGood(ResponseDefinitionBuilder first) {
        server().stubFor(any(anyUrl())
                .inScenario("once")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("well")
                .willReturn(first));
        server().stubFor(any(anyUrl())
                .inScenario("once")
                .whenScenarioStateIs("well")
                .willReturn(good()));
    }
}
