package io.portallink.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ShipEngine's token lives 10 seconds: one older than 4 when it would be handed out is thrown away and minted once more. */
class ShipEngineTokenAgeTest extends Browsing {

    private static final Duration STILL_GOOD = Duration.ofSeconds(4);
    private static final Duration TOO_OLD = Duration.ofMillis(4100);
    private static final String FIELDS = "\"platform\": \"shipengine\", \"account\": 7";

    @ParameterizedTest
    @ValueSource(strings = {"launch", "direct"})
    void tokenWhenFourSecondsOldThenUsed(String mode) throws Exception {
        assertHandedOut(mode, answer(mode, STILL_GOOD), "token-1");
        assertMints(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"launch", "direct"})
    void tokenWhenOlderThenMintedOnceMore(String mode) throws Exception {
        assertHandedOut(mode, answer(mode, TOO_OLD, Duration.ZERO), "token-2");
        assertMints(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"launch", "direct"})
    void tokenWhenSecondIsTooOldAsWellThenTimeout(String mode) throws Exception {
        HttpResponse<String> answer = answer(mode, TOO_OLD, TOO_OLD);

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).doesNotContain("token-1", "token-2");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertMints(2);
    }

    @Test
    void ticketWhenBothTokensWereTooOldThenUsableAgain() throws Exception {
        String ticket = ticket("acme-key", "m_1", FIELDS);
        assertPage(moving(() -> navigate(ticket), TOO_OLD, TOO_OLD), 504);

        StubPlatforms.reset();
        assertThat(press(ticket).statusCode()).isEqualTo(303);
    }

    private HttpResponse<String> answer(String mode, Duration... ages) throws Exception {
        if (mode.equals("launch")) {
            String ticket = ticket("acme-key", "m_1", FIELDS);
            return moving(() -> navigate(ticket), ages);
        }
        String body = "{\"merchant_id\": \"m_1\", \"mode\": \"direct\", " + FIELDS + "}";
        return moving(() -> http().api("POST", "/v1/portal-links", "acme-key", body), ages);
    }

    /** Lets time pass while each mint is under way, by its turn; the token's number is the mint's. */
    private HttpResponse<String> moving(Supplier<HttpResponse<String>> request, Duration... ages) throws Exception {
        mintAnswers(1);
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(request);
        for (int turn = 1; turn <= ages.length; turn++) {
            awaitMint(turn, answer);
            mintAnswers(turn + 1);
            clock.advance(ages[turn - 1]);
        }
        return answer.get(10, TimeUnit.SECONDS);
    }

    private static void mintAnswers(int number) {
        StubPlatforms.shipEngine()
                .stubFor(post(urlPathEqualTo(StubPlatforms.SHIPENGINE_PATH))
                        .willReturn(aResponse()
                                .withStatus(200)
                                .withFixedDelay(400)
                                .withBody("{\"redirect_url\": \"https://dashboard.shipengine.com/api/directlogin?token="
                                        + "token-" + number + "\"}")));
    }

    private static void awaitMint(int number, CompletableFuture<HttpResponse<String>> answer) throws Exception {
        while (StubPlatforms.shipEngine()
                        .findAll(postRequestedFor(urlPathEqualTo(StubPlatforms.SHIPENGINE_PATH)))
                        .size()
                < number) {
            assertThat(answer).isNotDone();
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static void assertHandedOut(String mode, HttpResponse<String> answer, String token) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(mode.equals("launch") ? 302 : 201);
        String url = mode.equals("launch")
                ? answer.headers().firstValue("Location").orElseThrow()
                : Http.json(answer).path("url").stringValue();
        assertThat(url).contains("?token=" + token + "&");
    }

    private static void assertMints(int times) {
        StubPlatforms.shipEngine().verify(times, postRequestedFor(urlPathEqualTo(StubPlatforms.SHIPENGINE_PATH)));
    }
}
