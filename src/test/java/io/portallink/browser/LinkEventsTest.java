package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.link.TokenUse;
import io.portallink.portal.TenantId;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a dashboard reads of a link's life: each event, in order, at its time. */
class LinkEventsTest extends Visiting {

    private static final Map<String, String> PREFETCH = Map.of("Purpose", "prefetch");

    private final List<String> expected = new ArrayList<>();

    @BeforeEach
    void nothingHappenedYet() {
        expected.clear();
    }

    @Test
    void eventsWhenMuchHappenedThenAllOfThemInOrderAndAtTheirTimes() {
        String ticket = ticket("");
        LinkId link = link(ticket);
        then("issued");
        assertPage(http().get(ticket, Map.of()), 200);
        http().get(ticket, Map.of());
        then("confirmation_shown");
        http().get(ticket, PREFETCH);
        then("prefetch_blocked");
        http().get(ticket, PREFETCH);
        http().get(ticket, Map.of());
        easyPostAnswers(error(500));
        navigate(ticket);
        then("failed platform-unavailable");
        StubPlatforms.reset();
        HttpResponse<String> launch = navigate(ticket);
        then("opened");
        String cookie = launch.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        visit(ticket, "");
        then("replayed");
        visit(ticket, "");
        then("replayed");
        visit(ticket, cookie);
        then("refreshed");
        visit("/refresh/" + token(link, TokenUse.REFRESH), "");
        then("refresh_refused");
        visit("/return/" + token(link, TokenUse.RETURN), "");
        then("returned");
        visit("/refresh/" + token(link, TokenUse.REFRESH), cookie);
        then("refresh_refused");
        revoke(link);
        then("revoked");
        revoke(link);

        assertThat(events(link)).containsExactlyElementsOf(expected);
    }

    @Test
    void eventsWhenTicketExpiredThenAtItsEnd() {
        LinkId link = link(ticket("\"expires_in\": 60"));
        then("issued");
        clock.advance(Duration.ofSeconds(59));
        then("expired");

        assertThat(events(link)).containsExactlyElementsOf(expected);
    }

    @Test
    void eventsWhenPlatformFailsFiveTimesThenEachWithItsCode() {
        String ticket = ticket("");
        then("issued");
        for (int status : new int[] {500, 404, 401, 400, 503}) {
            easyPostAnswers(error(status));
            press(ticket);
            then("failed " + code(status));
        }

        assertThat(events(link(ticket))).containsExactlyElementsOf(expected);
    }

    @Test
    void eventsWhenUsedTicketIsFollowedThreeHundredTimesThenAHundredRows() {
        Visitor visitor = launched("m_1");
        for (int i = 0; i < 300; i++) {
            assertThat(visit(visitor.ticket(), "").statusCode()).isEqualTo(410);
        }

        assertThat(jdbc.sql("SELECT count(*) FROM portal_link_event WHERE link_id = :link")
                        .param("link", visitor.link().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(100);
        assertThat(events(visitor.link())).hasSize(102);
        assertRedirect(visit(visitor.refresh(), visitor.cookie()), 302, StubPlatforms.EASYPOST_URL);
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "account-rejected";
            case 401 -> "platform-credentials-rejected";
            case 400 -> "platform-rejected-request";
            default -> "platform-unavailable";
        };
    }

    /** Notes what must be told, at this time, and lets a second pass. */
    private void then(String event) {
        expected.add(event + " " + clock.instant());
        clock.advance(Duration.ofSeconds(1));
    }

    private String token(LinkId link, TokenUse use) {
        return tokens.issue(use, new TenantId("acme"), link);
    }

    private List<String> events(LinkId link) {
        JsonNode read = Http.json(http().api("GET", "/v1/portal-links/" + link, "acme-key", ""));
        return read.path("events")
                .valueStream()
                .map(event -> event.path("type").stringValue()
                        + (event.has("code") ? " " + event.path("code").stringValue() : "")
                        + " "
                        + Instant.parse(event.path("at").stringValue()))
                .toList();
    }
}
