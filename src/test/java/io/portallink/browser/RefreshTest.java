package io.portallink.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The launching browser is let in again: by the portal's refresh URL and by the used ticket, three times, for half an hour. */
class RefreshTest extends Visiting {

    private static final Duration LAST_MOMENT = Duration.ofMinutes(30).minusMillis(1);

    @Test
    void refreshWhenBrowserLaunchedThenNewlyMintedAndStatusStaysOpened() {
        Visitor visitor = launched("m_1");
        easyPostAnswers(newSession("second"));

        assertRedirect(visit(visitor.refresh(), visitor.cookie()), 302, session("second"));

        assertMinted(2);
        assertThat(row(visitor.link())).containsEntry("STATUS", "opened").containsEntry("REFRESHES", 1);
    }

    @Test
    void ticketWhenUsedInItsBrowserThenMintedForShipEngineWithThemeAndPage() {
        String fields = SHIPENGINE + ", \"page\": \"billing\", \"theme_id\": \"theme 1\"";
        Visitor visitor = launched("acme", "m_1", fields);

        assertRedirect(
                visit(visitor.ticket(), visitor.cookie()),
                302,
                StubPlatforms.SHIPENGINE_URL + "&theme_id=theme%201&redirect_to=billing");
        StubPlatforms.shipEngine()
                .verify(
                        2,
                        postRequestedFor(urlPathEqualTo(StubPlatforms.SHIPENGINE_PATH))
                                .withHeader("On-Behalf-Of", equalTo("7")));
    }

    @Test
    void refreshAndTicketWhenMixedThenThreeTogetherAndTheFourthIsLimit() {
        Visitor visitor = launched("m_1");
        List<String> paths = List.of(visitor.refresh(), visitor.ticket(), visitor.refresh());
        for (String path : paths) {
            assertRedirect(visit(path, visitor.cookie()), 302, StubPlatforms.EASYPOST_URL);
        }

        assertRedirect(visit(visitor.refresh(), visitor.cookie()), 302, bounce(visitor.link(), "limit"));
        assertRedirect(visit(visitor.ticket(), visitor.cookie()), 302, bounce(visitor.link(), "limit"));
        assertMinted(4);
        assertThat(row(visitor.link())).containsEntry("STATUS", "opened").containsEntry("REFRESHES", 3);
    }

    @Test
    void refreshWhenHalfAnHourIsOverThenEndedAndAMomentBeforeNot() {
        Visitor visitor = launched("m_1");
        clock.advance(LAST_MOMENT);
        assertRedirect(visit(visitor.refresh(), visitor.cookie()), 302, StubPlatforms.EASYPOST_URL);
        assertRedirect(visit(visitor.ticket(), visitor.cookie()), 302, StubPlatforms.EASYPOST_URL);
        clock.advance(Duration.ofMillis(1));

        assertRedirect(visit(visitor.refresh(), visitor.cookie()), 302, bounce(visitor.link(), "ended"));
        assertRedirect(visit(visitor.ticket(), visitor.cookie()), 302, bounce(visitor.link(), "ended"));
        assertMinted(3);
    }

    @Test
    void refreshWhenRefreshedBeforeThenHalfAnHourStillCountsFromTheFirstOpening() {
        Visitor visitor = launched("m_1");
        clock.advance(LAST_MOMENT);
        assertRedirect(visit(visitor.refresh(), visitor.cookie()), 302, StubPlatforms.EASYPOST_URL);
        clock.advance(Duration.ofSeconds(1));

        assertRedirect(visit(visitor.refresh(), visitor.cookie()), 302, bounce(visitor.link(), "ended"));
    }

    @Test
    void ticketWhenReturnedThenStillReopensAndLinkStaysReturned() {
        Visitor visitor = launched("m_1");
        assertThat(visit(visitor.comeback(), "").statusCode()).isEqualTo(302);

        assertRedirect(visit(visitor.refresh(), visitor.cookie()), 302, bounce(visitor.link(), "ended"));
        assertRedirect(visit(visitor.ticket(), visitor.cookie()), 302, StubPlatforms.EASYPOST_URL);
        assertThat(row(visitor.link())).containsEntry("STATUS", "returned").containsEntry("REFRESHES", 1);
    }

    @Test
    void ticketWhenPostedThenReopensFromOurOwnFormOnly() {
        Visitor visitor = launched("m_1");
        for (String site : List.of("cross-site", "same-site", "none")) {
            assertPage(posted(visitor, Map.of("Sec-Fetch-Site", site, "Cookie", visitor.cookie())), 410);
        }
        assertMinted(1);

        assertRedirect(posted(visitor, Map.of("Cookie", visitor.cookie())), 303, StubPlatforms.EASYPOST_URL);
        assertRedirect(
                posted(visitor, Map.of("Sec-Fetch-Site", "same-origin", "Cookie", visitor.cookie())),
                303,
                StubPlatforms.EASYPOST_URL);
    }

    private HttpResponse<String> posted(Visitor visitor, Map<String, String> headers) {
        return http().send("POST", visitor.ticket(), headers, "");
    }
}
