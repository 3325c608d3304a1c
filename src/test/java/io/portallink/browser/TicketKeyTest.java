package io.portallink.browser;

import io.portallink.crypto.KeyRing;
import io.portallink.crypto.Signer;
import io.portallink.link.LinkId;
import io.portallink.link.TokenUse;
import io.portallink.link.Tokens;
import io.portallink.portal.TenantId;
import io.portallink.testkit.StubPlatforms;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Which keys a ticket may be signed with: those in the list, wherever they stand in it, and no other. */
class TicketKeyTest extends Browsing {

    private static final String CURRENT = key(1);
    private static final String OLD = key(2);
    private static final String REMOVED = key(3);

    @Autowired
    private Tokens tokens;

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry registry) {
        registry.add("portal.keys[0]", () -> CURRENT);
        registry.add("portal.keys[1]", () -> OLD);
    }

    @Test
    void launchWhenKeyIsOldAndStillInTheListThenRedeemed() {
        assertRedirect(navigate(launch(OLD, link())), 302, StubPlatforms.EASYPOST_URL);
        assertRedirect(navigate(launch(CURRENT, link())), 302, StubPlatforms.EASYPOST_URL);
    }

    @ParameterizedTest
    @EnumSource(TokenUse.class)
    void tokenWhenKeyIsRemovedOrAnotherServersThenNotGenuine(TokenUse use) {
        assertPage(navigate(path(REMOVED, use, link())), 404);
        assertMinted(0);
    }

    /** The id of a key that is in the list, and a tag made with one that is not. */
    @ParameterizedTest
    @EnumSource(TokenUse.class)
    void tokenWhenKeyIdIsGoodAndTagIsAnotherKeysThenNotGenuine(TokenUse use) {
        LinkId link = link();
        byte[] good = bytes(path(CURRENT, use, link));
        byte[] forged = bytes(path(REMOVED, use, link));
        System.arraycopy(good, 0, forged, 0, Signer.KEY_ID_LENGTH);
        assertPage(navigate("/" + use.path() + "/" + Base64.getUrlEncoder().encodeToString(forged)), 404);

        byte[] swapped = bytes(path(OLD, use, link));
        System.arraycopy(good, 0, swapped, 0, Signer.KEY_ID_LENGTH);
        assertPage(navigate("/" + use.path() + "/" + Base64.getUrlEncoder().encodeToString(swapped)), 404);
        assertMinted(0);
    }

    private LinkId link() {
        return tokens.read(TokenUse.LAUNCH, ticket("").substring("/launch/".length()))
                .orElseThrow()
                .link();
    }

    private static String launch(String key, LinkId link) {
        return path(key, TokenUse.LAUNCH, link);
    }

    private static String path(String key, TokenUse use, LinkId link) {
        return "/" + use.path() + "/"
                + new Tokens(new Signer(new KeyRing(List.of(key)))).issue(use, new TenantId("acme"), link);
    }

    private static byte[] bytes(String path) {
        return Base64.getUrlDecoder().decode(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String key(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return Base64.getEncoder().encodeToString(key);
    }
}
