package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.link.TokenUse;
import io.portallink.link.Tokens;
import io.portallink.portal.TenantId;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What asks without a person behind it: HEAD, OPTIONS, prefetch and preview. Nothing happens then. */
class LaunchIdleTest extends Browsing {

    @Autowired
    private Tokens tokens;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void launchWhenHeadThenOkAndNothingRedeemed() {
        String ticket = ticket("");

        HttpResponse<String> answer = http().send("HEAD", ticket, Http.NAVIGATION, "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertHeaders(answer);
        assertUntouched(ticket);
    }

    @Test
    void launchWhenOptionsThenNoContentAndNothingRedeemed() {
        String ticket = ticket("");

        HttpResponse<String> answer = http().send("OPTIONS", ticket, Http.NAVIGATION, "");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, POST, OPTIONS");
        assertHeaders(answer);
        assertUntouched(ticket);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-Purpose: prefetch", "Purpose: prefetch", "X-Purpose: preview", "X-Moz: prefetch"})
    void launchWhenPrefetchedThenRefusedAndNothingRedeemed(String header) {
        String ticket = ticket("");

        assertPage(http().get(ticket, prefetch(header)), 503);
        assertPage(http().send("POST", ticket, prefetch(header), ""), 503);
        assertThat(http().send("HEAD", ticket, prefetch(header), "").statusCode())
                .isEqualTo(503);
        assertUntouched(ticket);
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenUse.class,
            names = {"REFRESH", "RETURN"})
    void comebackWhenNobodyIsBehindItThenNothingChanges(TokenUse use) {
        String ticket = ticket("");
        LinkId link = tokens.read(TokenUse.LAUNCH, ticket.substring("/launch/".length()))
                .orElseThrow()
                .link();
        assertRedirect(navigate(ticket), 302, StubPlatforms.EASYPOST_URL);
        String path = "/" + use.path() + "/" + tokens.issue(use, new TenantId("acme"), link);

        assertThat(http().send("HEAD", path, Http.NAVIGATION, "").statusCode()).isEqualTo(200);
        assertThat(http().send("OPTIONS", path, Http.NAVIGATION, "").headers().firstValue("Allow"))
                .hasValue("GET, HEAD, OPTIONS");
        assertThat(http().send("OPTIONS", path, Http.NAVIGATION, "").statusCode())
                .isEqualTo(204);
        for (String name : new String[] {"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"}) {
            assertPage(http().get(path, prefetch(name + ": prefetch")), 503);
        }
        assertThat(status(link)).isEqualTo("opened");
        assertMinted(1);
    }

    private void assertUntouched(String ticket) {
        assertMinted(0);
        LinkId link = tokens.read(TokenUse.LAUNCH, ticket.substring("/launch/".length()))
                .orElseThrow()
                .link();
        assertThat(status(link)).isEqualTo("issued");
        assertRedirect(navigate(ticket), 302, StubPlatforms.EASYPOST_URL);
    }

    private String status(LinkId link) {
        return jdbc.sql("SELECT status FROM portal_link WHERE id = :id")
                .param("id", link.value())
                .query(String.class)
                .single();
    }

    private static Map<String, String> prefetch(String header) {
        Map<String, String> headers = new HashMap<>(Http.NAVIGATION);
        headers.put(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(' ') + 1));
        return headers;
    }
}
