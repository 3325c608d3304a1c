package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may redeem a ticket: a person who came from a page, or who pressed the button; nobody else. */
class LaunchVisitTest extends Browsing {

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "same-origin"})
    void launchWhenNavigationComesFromPageThenRedeemed(String site) {
        HttpResponse<String> launched = http().get(ticket(""), fetch("navigate", "document", site));

        assertRedirect(launched, 302, StubPlatforms.EASYPOST_URL);
        assertMinted(1);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -",
                "navigate, document, none",
                "navigate, document, -",
                "navigate, document, ''",
                "navigate, iframe, cross-site",
                "navigate, -, cross-site",
                "no-cors, document, cross-site",
                "-, document, cross-site",
                "cors, empty, same-origin"
            })
    void launchWhenGetIsNoNavigationThenButtonAndTicketStillGood(
            @Nullable String mode, @Nullable String dest, @Nullable String site) {
        String ticket = ticket("");

        HttpResponse<String> page = http().get(ticket, fetch(mode, dest, site));

        assertPage(page, 200);
        assertThat(page.body()).contains("<form method=\"post\"><button type=\"submit\">", "Acme Market");
        assertMinted(0);
        assertRedirect(navigate(ticket), 302, StubPlatforms.EASYPOST_URL);
    }

    @Test
    void launchWhenConfirmIsAlwaysThenNavigationGetsButtonAndButtonRedeems() {
        String ticket = ticket("\"confirm\": \"always\"");

        assertPage(navigate(ticket), 200);
        assertMinted(0);
        assertRedirect(press(ticket), 303, StubPlatforms.EASYPOST_URL);
    }

    @Test
    void launchWhenFormComesFromClientWithoutFetchMetadataThenRedeemed() {
        assertRedirect(http().send("POST", ticket(""), Map.of(), ""), 303, StubPlatforms.EASYPOST_URL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none"})
    void launchWhenFormComesFromElsewhereThenButtonAndNothingMinted(String site) {
        HttpResponse<String> page = http().send("POST", ticket(""), Map.of("Sec-Fetch-Site", site), "");

        assertPage(page, 200);
        assertThat(page.body()).contains("<button");
        assertMinted(0);
    }

    private static Map<String, String> fetch(@Nullable String mode, @Nullable String dest, @Nullable String site) {
        Map<String, String> headers = new HashMap<>();
        if (mode != null) {
            headers.put("Sec-Fetch-Mode", mode);
        }
        if (dest != null) {
            headers.put("Sec-Fetch-Dest", dest);
        }
        if (site != null) {
            headers.put("Sec-Fetch-Site", site);
        }
        return headers;
    }
}
