package io.portallink.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A platform that fails at a refresh changes nothing: the merchant sees why, and may try again. */
class RefreshFailureTest extends Visiting {

    @ParameterizedTest
    @CsvSource({"401, 502", "403, 502", "404, 422", "400, 502", "302, 502", "429, 503", "500, 503"})
    void refreshWhenPlatformFailsThenPageWithItsStatusAndNothingChanged(int answer, int status) {
        Visitor visitor = launched("m_1");
        Map<String, @Nullable Object> before = row(visitor.link());
        easyPostAnswers(error(answer));

        assertTryAgain(visit(visitor.refresh(), visitor.cookie()), status);
        clock.advance(Duration.ofSeconds(10)); // past the tap that a 429 closes
        assertTryAgain(visit(visitor.ticket(), visitor.cookie()), status);

        assertThat(row(visitor.link())).isEqualTo(before);
        clock.advance(Duration.ofSeconds(10));
        StubPlatforms.reset();
        for (int i = 0; i < 3; i++) {
            assertRedirect(visit(visitor.refresh(), visitor.cookie()), 302, StubPlatforms.EASYPOST_URL);
        }
    }

    @Test
    void refreshWhenPlatformIsBusyThenRetryAfterIsItsOwn() {
        Visitor visitor = launched("m_1");
        easyPostAnswers(error(429).withHeader("Retry-After", "60"));

        for (int i = 0; i < 2; i++) { // then the tap is closed
            HttpResponse<String> page = visit(visitor.refresh(), visitor.cookie());
            assertTryAgain(page, 503);
            assertThat(page.headers().firstValue("Retry-After")).hasValue("60");
        }
        clock.advance(Duration.ofMinutes(1)); // for the tests after this one
    }

    @Test
    void refreshWhenConnectionBreaksThenUnavailable() {
        Visitor visitor = launched("m_1");
        easyPostAnswers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        HttpResponse<String> page = visit(visitor.refresh(), visitor.cookie());

        assertTryAgain(page, 503);
        assertThat(page.headers().firstValue("Retry-After")).hasValue("5");
    }

    @Test
    void refreshWhenPlatformFailsManyTimesThenTheLinkIsNotGivenUp() {
        Visitor visitor = launched("m_1");
        easyPostAnswers(error(500));
        for (int i = 0; i < 6; i++) {
            assertTryAgain(visit(visitor.refresh(), visitor.cookie()), 503);
        }
        StubPlatforms.reset();

        assertRedirect(visit(visitor.refresh(), visitor.cookie()), 302, StubPlatforms.EASYPOST_URL);
    }

    @Test
    void ticketWhenPostedAndPlatformFailsThenTheSamePage() {
        Visitor visitor = launched("m_1");
        easyPostAnswers(error(500));

        assertTryAgain(http().send("POST", visitor.ticket(), Map.of("Cookie", visitor.cookie()), ""), 503);
    }

    private static void assertTryAgain(HttpResponse<String> page, int status) {
        assertPage(page, status);
        assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(page.body()).contains("href=\"\"", "Try again");
    }
}
