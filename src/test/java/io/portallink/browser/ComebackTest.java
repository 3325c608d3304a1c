package io.portallink.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.link.TokenUse;
import io.portallink.link.Tokens;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The two addresses that EasyPost gets, asked as a browser would: on leaving, and with a session that is over. */
class ComebackTest extends Browsing {

    private static final String OTHER_RETURN_URL = BrokerTestConfiguration.RETURN_URL + "/other?a=b#part";

    @Autowired
    private Tokens tokens;

    @Test
    void returnWhenTenantHasUrlThenLinkAndStateAreAdded() {
        String ticket = ticket("\"state\": \"a b&c=ü\"");
        String path = sent(ticket, "return_url");

        String location =
                BrokerTestConfiguration.RETURN_URL + "?portal_link=" + id(ticket) + "&state=a%20b%26c%3D%C3%BC";
        assertRedirect(http().get(path, Map.of()), 302, location);
        assertRedirect(http().get(path, Map.of()), 302, location);
    }

    @Test
    void returnWhenUrlHasQueryAndFragmentThenParametersStandBeforeTheFragment() {
        String ticket = ticket("\"return_url\": \"" + OTHER_RETURN_URL + "\"");
        String path = sent(ticket, "return_url");

        assertRedirect(
                http().get(path, Map.of()),
                302,
                BrokerTestConfiguration.RETURN_URL + "/other?a=b&portal_link=" + id(ticket) + "#part");
    }

    @Test
    void returnWhenTenantHasNoUrlThenPage() {
        String path = sent(ticket("bare-key", "m_1", EASYPOST), "return_url");

        HttpResponse<String> page = http().get(path, Map.of());

        assertPage(page, 200);
        assertThat(page.body()).contains("You have left your shipping account", "go back to Bare Market");
    }

    @Test
    void refreshWhenBrowserIsUnknownThenDashboardIsToldAndNothingIsMinted() {
        String ticket = ticket("\"state\": \"s1\"");
        String path = sent(ticket, "refresh_url");

        HttpResponse<String> answer = http().get(path, Http.NAVIGATION);

        assertRedirect(
                answer,
                302,
                BrokerTestConfiguration.REFRESH_URL + "?portal_link=" + id(ticket) + "&state=s1&reason=no-session");
        assertMinted(1);
    }

    @Test
    void refreshWhenTenantHasNoUrlThenPage() {
        String path = sent(ticket("bare-key", "m_1", EASYPOST), "refresh_url");

        assertPage(http().get(path, Http.NAVIGATION), 200);
        assertMinted(1);
    }

    /** The path of a URL that the platform got when the ticket was redeemed. */
    private String sent(String ticket, String field) {
        assertRedirect(navigate(ticket), 302, StubPlatforms.EASYPOST_URL);
        byte[] body = StubPlatforms.easyPost()
                .findAll(postRequestedFor(urlPathEqualTo(StubPlatforms.EASYPOST_PATH)))
                .getFirst()
                .getBody();
        JsonNode json = JsonMapper.builder().build().readTree(new String(body, StandardCharsets.UTF_8));
        String url = json.path(field).stringValue();
        assertThat(url).startsWith(BrokerTestConfiguration.PUBLIC_BASE_URL + "/");
        return Http.path(url);
    }

    private LinkId id(String ticket) {
        return tokens.read(TokenUse.LAUNCH, ticket.substring("/launch/".length()))
                .orElseThrow()
                .link();
    }
}
