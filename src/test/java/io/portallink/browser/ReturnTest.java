package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.TokenUse;
import io.portallink.portal.TenantId;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A merchant leaves the portal: noted once, never called a completion, and always led back. */
class ReturnTest extends Visiting {

    @Test
    void returnWhenRepeatedThenTheFirstTimeStays() {
        Visitor visitor = launched("m_1");
        Instant first = clock.instant();
        assertLedBack(visitor);
        clock.advance(Duration.ofMinutes(1));
        assertLedBack(visitor);

        JsonNode link = read(visitor);
        assertThat(link.path("status").stringValue()).isEqualTo("returned");
        assertThat(link.path("outcome").stringValue()).isEqualTo("unknown");
        assertThat(link.toString()).doesNotContain("complete");
        assertThat(link.path("events")
                        .valueStream()
                        .filter(event -> event.path("type").stringValue().equals("returned")))
                .singleElement()
                .satisfies(event -> assertThat(Instant.parse(event.path("at").stringValue()))
                        .isEqualTo(first));
    }

    @Test
    void returnWhenLinkIsRevokedOrOldThenLedBackAndStatusStays() {
        Visitor revoked = launched("m_1");
        revoke(revoked.link());
        assertLedBack(revoked);
        assertThat(read(revoked).path("status").stringValue()).isEqualTo("revoked");
        assertThat(row(revoked.link()).get("RETURNED_AT")).isNull();

        Visitor late = launched("m_1");
        clock.advance(Duration.ofDays(29));
        assertLedBack(late);
        assertThat(read(late).path("status").stringValue()).isEqualTo("returned");
    }

    @Test
    void returnWhenRefreshedInBetweenThenStillTheFirstReturn() {
        Visitor visitor = launched("m_1");
        assertLedBack(visitor);
        Object noted = row(visitor.link()).get("RETURNED_AT");
        clock.advance(Duration.ofMinutes(1));
        assertThat(visit(visitor.ticket(), visitor.cookie()).statusCode()).isEqualTo(302);
        assertLedBack(visitor);

        assertThat(row(visitor.link()).get("RETURNED_AT")).isEqualTo(noted);
    }

    @Test
    void returnWhenLinkWasNeverOpenedThenNothingIsNoted() {
        String ticket = ticket("");
        Visitor visitor = launched("m_1");
        String path = "/return/" + tokens.issue(TokenUse.RETURN, new TenantId("acme"), link(ticket));

        assertThat(visit(path, visitor.cookie()).statusCode()).isEqualTo(302);

        assertThat(row(link(ticket))).containsEntry("STATUS", "issued").containsEntry("RETURNED_AT", null);
        assertThat(navigate(ticket).statusCode()).isEqualTo(302);
    }

    @Test
    void returnWhenNobodyIsBehindItThenNothingIsNoted() {
        Visitor visitor = launched("m_1");

        assertThat(http().send("HEAD", visitor.comeback(), Http.NAVIGATION, "").statusCode())
                .isEqualTo(200);
        assertThat(http().get(visitor.comeback(), Map.of("Sec-Purpose", "prefetch"))
                        .statusCode())
                .isEqualTo(503);
        assertThat(row(visitor.link())).containsEntry("STATUS", "opened").containsEntry("RETURNED_AT", null);
        assertThat(visit(visitor.refresh(), visitor.cookie()).statusCode()).isEqualTo(302);
    }

    private void assertLedBack(Visitor visitor) {
        assertRedirect(
                visit(visitor.comeback(), ""),
                302,
                BrokerTestConfiguration.RETURN_URL + "?portal_link=" + visitor.link());
    }

    private JsonNode read(Visitor visitor) {
        return Http.json(http().api("GET", "/v1/portal-links/" + visitor.link(), "acme-key", ""));
    }
}
