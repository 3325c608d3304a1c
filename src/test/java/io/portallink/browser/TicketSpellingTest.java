package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.link.TokenUse;
import io.portallink.link.Tokens;
import io.portallink.portal.TenantId;
import io.portallink.testkit.RawClient;
import io.portallink.testkit.StubPlatforms;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A ticket has one spelling, and every bit of it counts. */
class TicketSpellingTest extends Browsing {

    private static final int BITS = 48 * 8;

    @Autowired
    private Tokens tokens;

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @EnumSource(TokenUse.class)
    void tokenWhenAnyBitIsFlippedThenNotGenuine(TokenUse use) {
        String ticket = ticket("");
        byte[] token = Base64.getUrlDecoder().decode(tokens.issue(use, new TenantId("acme"), link(ticket)));

        for (int bit = 0; bit < BITS; bit++) {
            token[bit / 8] ^= (byte) (1 << bit % 8);
            String forged = Base64.getUrlEncoder().encodeToString(token);
            token[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(navigate("/" + use.path() + "/" + forged).statusCode())
                    .as("bit %d", bit)
                    .isEqualTo(404);
        }
        assertMinted(0);
        assertRedirect(navigate(ticket), 302, StubPlatforms.EASYPOST_URL);
    }

    /** {@code T} stands for the ticket, {@code L} for the same in lower case. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/launch/T/",
                "/launch/T//",
                "/launch/T.",
                "/launch/T.html",
                "/launch/T;",
                "/launch/T;x=y",
                "/launch;x=y/T",
                "/launch/;x=y/T",
                "/launch/T%3b",
                "/launch/T%2f",
                "/launch%2fT",
                "/launch%5cT",
                "/launch\\T",
                "/launch/T\\",
                "/launch//T",
                "//launch/T",
                "/launch/./T",
                "/launch/%2e/T",
                "/launch/x/../T",
                "/launch/x/%2e%2e/T",
                "/launch/../launch/T",
                "/launch/x/T",
                "/LAUNCH/T",
                "/launch/L",
                "/launch/T%00",
                "/launch/T%20",
                "/launch/%20T",
                "/launch/T%0a",
                "/launch/T%3d",
                "/launch/T=",
                "/launch/T%3f",
                "/launch/T%23",
                "/launch/T,T",
                "/launch/?ticket=T",
                "/launch?T",
                "/v1/launch/T",
                "/refresh/T",
                "/return/T"
            })
    void launchWhenAddressIsSpelledOtherwiseThenNothingRedeemed(String path) {
        String ticket = ticket("");
        String token = ticket.substring("/launch/".length());
        String target = path.replace("T", token).replace("/L", "/" + token.toLowerCase(Locale.ROOT));

        RawClient.Answer answer = RawClient.ask(
                port,
                "POST " + target + " HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n"
                        + "Content-Length: 0\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).as(answer.text()).isBetween(400, 405);
        assertThat(answer.all("Location")).isEmpty();
        assertMinted(0);
        assertRedirect(press(ticket), 303, StubPlatforms.EASYPOST_URL);
    }

    private LinkId link(String ticket) {
        return tokens.read(TokenUse.LAUNCH, ticket.substring("/launch/".length()))
                .orElseThrow()
                .link();
    }
}
