package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.link.TokenUse;
import io.portallink.link.Tokens;
import io.portallink.portal.TenantId;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A token is tied to its tenant: with another tenant's part in it, it opens and ends nothing. */
class TenantTicketTest extends Browsing {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId BARE = new TenantId("bare");
    private static final int TENANT_AT = 4;
    private static final int TENANT_LENGTH = 8;

    @Autowired
    private Tokens tokens;

    @ParameterizedTest
    @EnumSource(TokenUse.class)
    void tokenWhenTenantPartIsAnothersThenNotGenuine(TokenUse use) {
        String ticket = ticket("");
        LinkId link = link(ticket);
        byte[] ours = bytes(tokens.issue(use, ACME, link));
        byte[] theirs = bytes(tokens.issue(use, BARE, link));
        System.arraycopy(theirs, TENANT_AT, ours, TENANT_AT, TENANT_LENGTH);

        assertPage(navigate("/" + use.path() + "/" + Base64.getUrlEncoder().encodeToString(ours)), 404);
        assertRedirect(navigate(ticket), 302, StubPlatforms.EASYPOST_URL);
    }

    /** Even signed: the link is looked for among that tenant's own. */
    @ParameterizedTest
    @EnumSource(TokenUse.class)
    void tokenWhenSignedForAnotherTenantThenLinkIsAsGoodAsUnknown(TokenUse use) {
        String ticket = ticket("");
        String foreign = "/" + use.path() + "/" + tokens.issue(use, BARE, link(ticket));
        String unknown = "/" + use.path() + "/" + tokens.issue(use, BARE, LinkId.next(clock.instant()));

        assertPage(navigate(foreign), 410);
        Map<String, String> headers = new HashMap<>(Http.NAVIGATION);
        headers.put("X-Request-Id", "the-same"); // it is on the page
        assertThat(http().get(foreign, headers).body())
                .isEqualTo(http().get(unknown, headers).body())
                .doesNotContain("Acme");
        assertThat(http().send("POST", foreign, Map.of(), "").headers().firstValue("Location"))
                .isEmpty();
        assertMinted(0);
        assertRedirect(navigate(ticket), 302, StubPlatforms.EASYPOST_URL);
    }

    @Test
    void supersedeWhenAnotherTenantsThenOurLinkStays() {
        String ours = ticket("");
        String theirs = ticket("bare-key", "m_1", EASYPOST + ", \"supersede\": true");
        http().api("PUT", "/v1/merchants/m_1/accounts/easypost", "bare-key", "{\"account\": \"user_b\"}");
        http().api("DELETE", "/v1/merchants/m_1/accounts/easypost", "bare-key", "");

        assertRedirect(navigate(ours), 302, StubPlatforms.EASYPOST_URL);
        assertRedirect(navigate(theirs), 302, StubPlatforms.EASYPOST_URL);
    }

    private LinkId link(String ticket) {
        return tokens.read(TokenUse.LAUNCH, ticket.substring("/launch/".length()))
                .orElseThrow()
                .link();
    }

    private static byte[] bytes(String token) {
        return Base64.getUrlDecoder().decode(token);
    }
}
