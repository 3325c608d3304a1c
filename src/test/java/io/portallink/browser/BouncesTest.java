package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTestConfiguration;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A merchant is sent on to the dashboard three times within ten minutes; the fourth time it gets a page, so no loop goes on. */
class BouncesTest extends Visiting {

    @Test
    void refreshWhenFourthBounceWithinTenMinutesOverTwoLinksThenPageWithTheSameStep() {
        Visitor one = launched("m_1");
        Visitor two = launched("m_1");
        assertBounced(one);
        assertBounced(two);
        assertBounced(one);

        for (Visitor visitor : new Visitor[] {two, one}) {
            HttpResponse<String> page = visit(visitor.refresh(), "");
            assertPage(page, 200);
            assertThat(page.body())
                    .contains("href=\"" + BrokerTestConfiguration.REFRESH_URL + "?portal_link&#x3D;" + visitor.link())
                    .contains("reason&#x3D;no-session\"", "Get a new link");
        }
    }

    @Test
    void refreshWhenTenMinutesHavePassedSinceTheFirstThenOneMore() {
        Visitor visitor = launched("m_1");
        assertBounced(visitor);
        clock.advance(Duration.ofMinutes(4));
        assertBounced(visitor);
        clock.advance(Duration.ofMinutes(4));
        assertBounced(visitor);
        clock.advance(Duration.ofMinutes(2).minusMillis(1));
        assertPage(visit(visitor.refresh(), ""), 200);
        clock.advance(Duration.ofMillis(1));

        assertBounced(visitor);
        assertPage(visit(visitor.refresh(), ""), 200);
        clock.advance(Duration.ofMinutes(4));
        assertBounced(visitor);
        assertPage(visit(visitor.refresh(), ""), 200);
    }

    @Test
    void refreshWhenOneMerchantLoopsThenOthersAndOtherTenantsAreNotAffected() {
        Visitor looping = launched("m_1");
        for (int i = 0; i < 3; i++) {
            assertBounced(looping);
        }
        assertPage(visit(looping.refresh(), ""), 200);

        assertBounced(launched("m_2"));
        jdbc.sql("UPDATE refresh_bounce SET tenant = 'bare' WHERE tenant = 'acme' AND merchant_id = 'm_1'")
                .update(); // as if the same merchant id had looped at the other tenant
        assertBounced(looping);
    }

    @Test
    void bounceWhenByTheUsedTicketOrForAnyReasonThenCountsAsWell() {
        Visitor visitor = launched("m_1");
        clock.advance(Duration.ofMinutes(30));

        assertRedirect(visit(visitor.ticket(), visitor.cookie()), 302, bounce(visitor.link(), "ended"));
        assertRedirect(visit(visitor.refresh(), visitor.cookie()), 302, bounce(visitor.link(), "ended"));
        assertBounced(visitor);
        assertPage(visit(visitor.ticket(), visitor.cookie()), 200);
    }

    @Test
    void refreshWhenOwnBrowserIsLetInThenItCountsAsNoBounce() {
        Visitor visitor = launched("m_1");
        for (int i = 0; i < 3; i++) {
            assertThat(visit(visitor.refresh(), visitor.cookie()).headers().firstValue("Location"))
                    .hasValueSatisfying(url -> assertThat(url).contains("easypost"));
        }
        for (int i = 0; i < 3; i++) {
            assertRedirect(visit(visitor.refresh(), visitor.cookie()), 302, bounce(visitor.link(), "limit"));
        }
        assertPage(visit(visitor.refresh(), visitor.cookie()), 200);
    }

    private void assertBounced(Visitor visitor) {
        assertRedirect(visit(visitor.refresh(), ""), 302, bounce(visitor.link(), "no-session"));
    }
}
