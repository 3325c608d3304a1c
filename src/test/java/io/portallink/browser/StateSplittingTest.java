package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.link.TokenUse;
import io.portallink.link.Tokens;
import io.portallink.portal.TenantId;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.RawClient;
import io.portallink.testkit.StubPlatforms;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a dashboard puts into {@code state} comes back as one encoded value, and never as a header or another parameter. */
class StateSplittingTest extends Browsing {

    @Autowired
    private Tokens tokens;

    @LocalServerPort
    private int port;

    /** The state as JSON writes it, and as the URL does. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a\\r\\nSet-Cookie: evil=1, a%0D%0ASet-Cookie%3A%20evil%3D1",
                "a\\nSet-Cookie: evil=1, a%0ASet-Cookie%3A%20evil%3D1",
                "a\\rLocation: //evil.example, a%0DLocation%3A%20%2F%2Fevil.example",
                "\\r\\n\\r\\n<script>, %0D%0A%0D%0A%3Cscript%3E",
                "a%0d%0aSet-Cookie: x, a%250d%250aSet-Cookie%3A%20x",
                "a%250d%250a, a%25250d%25250a",
                "a\\u0085b, a%C2%85b",
                "a\\u2028b\\u2029, a%E2%80%A8b%E2%80%A9",
                "a\\u560d\\u560aSet-Cookie: x, a%E5%98%8D%E5%98%8ASet-Cookie%3A%20x",
                "a\\u0000b, a%00b",
                "a\\tb\\u000bc\\f, a%09b%0Bc%0C",
                "a&reason=ok&portal_link=plk_1, a%26reason%3Dok%26portal_link%3Dplk_1",
                "a#b?c=d/../+ , a%23b%3Fc%3Dd%2F..%2F%2B",
                "`\\\"><b>`, %22%3E%3Cb%3E"
            })
    void comebackWhenStateIsHostileThenOneEncodedValue(String state, String encoded) {
        String ticket = ticket("\"state\": \"" + state + "\"");
        LinkId link = tokens.read(TokenUse.LAUNCH, ticket.substring("/launch/".length()))
                .orElseThrow()
                .link();
        assertRedirect(navigate(ticket), 302, StubPlatforms.EASYPOST_URL);

        assertComeback(TokenUse.REFRESH, link, BrokerTestConfiguration.REFRESH_URL, encoded, "&reason=no-session");
        assertComeback(TokenUse.RETURN, link, BrokerTestConfiguration.RETURN_URL, encoded, "");
    }

    private void assertComeback(TokenUse use, LinkId link, String registered, String encoded, String more) {
        String path = "/" + use.path() + "/" + tokens.issue(use, new TenantId("acme"), link);
        String location = registered + "?portal_link=" + link + "&state=" + encoded + more;

        assertRedirect(http().get(path, Map.of()), 302, location);
        RawClient.Answer raw = RawClient.ask(port, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(raw.all("Location")).containsExactly(location);
        assertThat(raw.all("Set-Cookie")).isEmpty();
        assertThat(raw.body()).isEmpty();
    }
}
