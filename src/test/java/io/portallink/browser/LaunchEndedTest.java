package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tickets that open nothing any more: used, expired, revoked. */
class LaunchEndedTest extends Browsing {

    private static final String ACCOUNT = "/v1/merchants/m_reg/accounts/easypost";

    @Test
    void launchWhenTicketWasUsedThenGoneAndNotMintedAgain() {
        String ticket = ticket("");
        assertRedirect(navigate(ticket), 302, StubPlatforms.EASYPOST_URL);

        assertGone(navigate(ticket), "used already");
        assertGone(press(ticket), "used already");
        assertMinted(1);
    }

    @ParameterizedTest
    @CsvSource({"30, 29999, 302", "30, 30000, 410", "600, 599999, 302", "600, 600000, 410"})
    void launchWhenTimeRunsThenTicketWorksUntilItsEndAndNotAtIt(int expiresIn, int elapsedMillis, int status) {
        String ticket = ticket("\"expires_in\": " + expiresIn);
        clock.advance(Duration.ofMillis(elapsedMillis));

        HttpResponse<String> launched = navigate(ticket);

        assertThat(launched.statusCode()).isEqualTo(status);
        assertMinted(status == 302 ? 1 : 0);
    }

    @Test
    void launchWhenTicketExpiredThenPageSaysSo() {
        String ticket = ticket("");
        clock.advance(Duration.ofMinutes(5));

        assertGone(navigate(ticket), "expired");
    }

    @Test
    void launchWhenRegisteredAccountChangedThenRevoked() {
        put("{\"account\": \"user_old\"}");
        String ticket = ticket("acme-key", "m_reg", "");
        put("{\"account\": \"user_new\"}");

        assertGone(navigate(ticket), "withdrawn");
        assertMinted(0);
    }

    @Test
    void launchWhenAccountWasPutAgainUnchangedThenStillGood() {
        put("{\"account\": \"user_same\"}");
        String ticket = ticket("acme-key", "m_reg", "");
        put("{\"account\": \"user_same\", \"theme_id\": \"t\"}");

        assertRedirect(navigate(ticket), 302, StubPlatforms.EASYPOST_URL);
    }

    @Test
    void launchWhenRegisteredAccountDeletedThenRevoked() {
        put("{\"account\": \"user_old\"}");
        String ticket = ticket("acme-key", "m_reg", "");
        assertThat(http().api("DELETE", ACCOUNT, "acme-key", "").statusCode()).isEqualTo(204);

        assertGone(navigate(ticket), "withdrawn");
    }

    @Test
    void launchWhenSupersededThenOlderLinkOfSameMerchantAndPlatformOnlyIsRevoked() {
        String older = ticket("");
        String ofOtherMerchant = ticket("acme-key", "m_2", EASYPOST);
        String ofOtherTenant = ticket("bare-key", "m_1", EASYPOST);
        String atOtherPlatform = ticket("acme-key", "m_1", "\"platform\": \"shipengine\", \"account\": 7");
        String newer = ticket("\"supersede\": true");

        assertGone(navigate(older), "withdrawn");
        assertThat(navigate(ofOtherMerchant).statusCode()).isEqualTo(302);
        assertThat(navigate(ofOtherTenant).statusCode()).isEqualTo(302);
        assertThat(navigate(atOtherPlatform).statusCode()).isEqualTo(302);
        assertThat(navigate(newer).statusCode()).isEqualTo(302);
    }

    private void put(String body) {
        assertThat(http().api("PUT", ACCOUNT, "acme-key", body).statusCode()).isIn(200, 201);
    }

    private static void assertGone(HttpResponse<String> page, String words) {
        assertPage(page, 410);
        assertThat(page.body()).contains(words, "href=\"" + BrokerTestConfiguration.REFRESH_URL + "\"");
        assertThat(page.body()).doesNotContain("<button");
    }
}
