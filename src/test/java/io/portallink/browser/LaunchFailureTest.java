package io.portallink.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A platform that fails at the click: the ticket survives, but not for ever. */
class LaunchFailureTest extends Browsing {

    @ParameterizedTest
    @CsvSource({"401, 502", "403, 502", "404, 422", "400, 502", "302, 502", "429, 503", "500, 503", "503, 503"})
    void launchWhenPlatformFailsThenPageWithItsStatusAndTicketIsUsableAgain(int answer, int status) {
        String ticket = ticket("");
        easyPostAnswers(error(answer));

        assertTryAgain(navigate(ticket), status);

        StubPlatforms.reset();
        clock.advance(Duration.ofSeconds(10)); // past the tap that a 429 closes
        assertRedirect(press(ticket), 303, StubPlatforms.EASYPOST_URL);
    }

    @Test
    void launchWhenConnectionBreaksThenUnavailableWithRetryAfter() {
        String ticket = ticket("");
        easyPostAnswers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        HttpResponse<String> page = navigate(ticket);

        assertTryAgain(page, 503);
        assertThat(page.headers().firstValue("Retry-After")).hasValue("5");
    }

    @Test
    void launchWhenAnswerIsNoUsableUrlThenBadGateway() {
        String ticket = ticket("");
        easyPostAnswers(aResponse().withStatus(201).withBody("{\"link\": \"https://evil.example/\"}"));

        assertTryAgain(navigate(ticket), 502);
    }

    @Test
    void launchWhenPlatformFailsTheFifthTimeThenLinkIsGivenUp() {
        String ticket = ticket("");
        easyPostAnswers(error(500));
        for (int i = 1; i <= 4; i++) {
            assertTryAgain(press(ticket), 503);
        }

        HttpResponse<String> fifth = press(ticket);
        assertPage(fifth, 503);
        assertThat(fifth.body()).doesNotContain("<button").contains("Get a new link");

        StubPlatforms.reset();
        HttpResponse<String> after = press(ticket);
        assertPage(after, 410);
        assertThat(after.body()).contains("did not work out");
        assertMinted(0);
    }

    @Test
    void launchWhenPlatformWasNotReachedThenItDoesNotCount() {
        String ticket = ticket("");
        easyPostAnswers(error(429).withHeader("Retry-After", "60"));
        assertTryAgain(navigate(ticket), 503);

        StubPlatforms.reset();
        for (int i = 0; i < 8; i++) {
            HttpResponse<String> page = navigate(ticket);
            assertTryAgain(page, 503);
            assertThat(page.headers().firstValue("Retry-After")).hasValue("60");
        }
        assertMinted(0);

        clock.advance(Duration.ofMinutes(1));
        assertRedirect(navigate(ticket), 302, StubPlatforms.EASYPOST_URL);
    }

    private static void assertTryAgain(HttpResponse<String> page, int status) {
        assertPage(page, status);
        assertThat(page.body()).contains("<form method=\"post\"><button type=\"submit\">Try again</button></form>");
    }
}
