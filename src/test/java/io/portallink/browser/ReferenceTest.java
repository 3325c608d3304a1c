package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.testkit.Http;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page that says what failed shows a reference; it finds the log's line on that very click, with the link in it. */
@ExtendWith(OutputCaptureExtension.class)
class ReferenceTest extends Visiting {

    private static final Pattern REFERENCE =
            Pattern.compile("<p class=\"reference\">Reference: <code>([^<]+)</code></p>");

    /** What a merchant may meet at a launch, and what the log calls it. */
    enum LaunchTrouble {
        PLATFORM_FAILED("portal_launch", "failed", "WARN"),
        GIVEN_UP("portal_launch", "failed", "WARN"),
        BUSY("portal_launch", "busy", "INFO"),
        USED("portal_launch", "replayed", "WARN"),
        EXPIRED("portal_launch", "expired", "INFO"),
        REVOKED("portal_launch", "revoked", "INFO"),
        PAST_RETENTION("portal_launch", "expired", "INFO"),
        BUG("internal_error", "", "ERROR");

        private final String event;
        private final String outcome;
        private final String level;

        LaunchTrouble(String event, String outcome, String level) {
            this.event = event;
            this.outcome = outcome;
            this.level = level;
        }
    }

    @ParameterizedTest
    @EnumSource
    void launchWhenItFailsThenThePagesReferenceFindsTheLine(LaunchTrouble trouble, CapturedOutput output) {
        String ticket = ticket("");
        LinkId link = link(ticket);
        switch (trouble) {
            case PLATFORM_FAILED -> easyPostAnswers(error(401));
            case GIVEN_UP -> {
                set(link, "failures = 4");
                easyPostAnswers(error(500));
            }
            case BUSY -> set(link, "status = 'opening', claim_id = 'other', claim_until = expires_at");
            case USED -> navigate(ticket);
            case EXPIRED -> clock.advance(Duration.ofMinutes(6));
            case REVOKED -> revoke(link);
            case PAST_RETENTION -> delete(link);
            case BUG -> rename("portal_link", "portal_link_away");
        }
        try {
            assertFound(navigate(ticket), output, link, trouble.event, trouble.outcome, trouble.level);
        } finally {
            if (trouble == LaunchTrouble.BUG) {
                rename("portal_link_away", "portal_link");
            }
        }
    }

    @Test
    void refreshWhenItFailsThenThePagesReferenceFindsTheLine(CapturedOutput output) {
        Visitor visitor = launched("m_1");
        easyPostAnswers(error(500));
        HttpResponse<String> failed = visit(visitor.refresh(), visitor.cookie());
        assertFound(failed, output, visitor.link(), "portal_refresh", "platform-unavailable", "WARN");

        set(visitor.link(), "refreshes = 3");
        for (int i = 0; i < 3; i++) { // sent on to the dashboard, until that would be a loop
            assertRedirect(visit(visitor.refresh(), visitor.cookie()), 302, bounce(visitor.link(), "limit"));
        }
        HttpResponse<String> refused = visit(visitor.refresh(), visitor.cookie());
        assertFound(refused, output, visitor.link(), "portal_refresh", "limit", "INFO");
    }

    @Test
    void comebackWhenLinkIsPastItsRetentionThenThePagesReferenceFindsTheLine(CapturedOutput output) {
        Visitor visitor = launched("m_1");
        delete(visitor.link());

        assertFound(navigate(visitor.refresh()), output, visitor.link(), "portal_refresh", "expired", "INFO");
        assertFound(navigate(visitor.comeback()), output, visitor.link(), "portal_return", "expired", "INFO");
    }

    @Test
    void referenceWhenCallersProxyHasAnIdThenItIsThatOne() {
        Map<String, String> headers = new HashMap<>(Http.NAVIGATION);
        headers.put("X-Request-Id", "proxy-7");
        String ticket = ticket("");
        revoke(link(ticket));

        assertThat(reference(http().get(ticket, headers))).hasValue("proxy-7");
    }

    /** No line is written for these: they are no failure, or anybody may send them by the thousand. */
    @Test
    void pageWhenNothingIsInTheLogThenHasNoReference() {
        String ticket = ticket("");
        for (HttpResponse<String> page : List.of(
                http().get(ticket, Map.of()),
                http().get(ticket, Map.of("Purpose", "prefetch")),
                navigate("/launch/x"),
                navigate("/refresh/x"),
                navigate("/nowhere"),
                navigate("/problems/unavailable"))) {
            assertThat(reference(page)).as(page.body()).isEmpty();
        }
    }

    private static void assertFound(
            HttpResponse<String> page, CapturedOutput output, LinkId link, String event, String outcome, String level) {
        assertPage(page, page.statusCode());
        String reference = reference(page).orElseThrow(() -> new AssertionError(page.body()));
        assertThat(page.headers().firstValue("X-Request-Id")).hasValue(reference);
        assertThat(lines(output, reference)).singleElement().satisfies(line -> {
            assertThat(line.path("event").stringValue()).isEqualTo(event);
            assertThat(line.path("outcome").stringValue("")).isEqualTo(outcome);
            assertThat(line.path("link_id").stringValue()).isEqualTo(link.value());
            assertThat(line.path("log").path("level").stringValue()).isEqualTo(level);
        });
    }

    private void delete(LinkId link) {
        jdbc.sql("DELETE FROM portal_link WHERE id = :id")
                .param("id", link.value())
                .update();
    }

    private void rename(String table, String name) {
        jdbc.sql("ALTER TABLE " + table + " RENAME TO " + name).update();
    }

    private void set(LinkId link, String assignments) {
        jdbc.sql("UPDATE portal_link SET " + assignments + " WHERE id = :id")
                .param("id", link.value())
                .update();
    }

    private static Optional<String> reference(HttpResponse<String> page) {
        return REFERENCE
                .matcher(page.body())
                .results()
                .map((MatchResult match) -> match.group(1))
                .findFirst();
    }

    private static List<JsonNode> lines(CapturedOutput output, String requestId) {
        return output.getOut()
                .lines()
                .filter(line -> line.contains("\"request_id\":\"" + requestId + "\""))
                .map(JsonMapper.shared()::readTree)
                .toList();
    }
}
