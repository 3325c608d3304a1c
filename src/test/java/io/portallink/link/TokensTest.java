package io.portallink.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.crypto.KeyRing;
import io.portallink.crypto.Signer;
import io.portallink.portal.TenantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TokensTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final TenantId ACME = new TenantId("acme");
    private static final LinkId LINK = LinkId.next(Instant.EPOCH);

    private final Tokens tokens = tokens(1);

    @Property(tries = 300)
    void readWhenGenuineThenSaysLinkAndTenant(
            @ForAll @LongRange(min = 0, max = 200_000_000_000_000L) long millis, @ForAll TokenUse use) {
        LinkId link = LinkId.next(Instant.ofEpochMilli(millis));

        String token = tokens.issue(use, ACME, link);

        assertThat(token).matches("[A-Za-z0-9_-]{64}");
        Tokens.Genuine genuine = tokens.read(use, token).orElseThrow();
        assertThat(genuine.link()).isEqualTo(link);
        assertThat(genuine.isOf(ACME)).isTrue();
        assertThat(genuine.isOf(new TenantId("bare"))).isFalse();
    }

    @Property(tries = 1000)
    void readWhenOneCharacterWasChangedThenRefused(
            @ForAll TokenUse use, @ForAll @IntRange(max = 63) int at, @ForAll @IntRange(max = 63) int to) {
        String token = tokens.issue(use, ACME, LINK);
        Assume.that(token.charAt(at) != ALPHABET.charAt(to));

        assertThat(tokens.read(use, token.substring(0, at) + ALPHABET.charAt(to) + token.substring(at + 1)))
                .isEmpty();
    }

    @Property(tries = 500)
    void readWhenTextIsAnythingThenRefusedWithoutAnError(@ForAll String text, @ForAll TokenUse use) {
        assertThat(tokens.read(use, text)).isEmpty();
    }

    @Test
    void readWhenMadeForAnotherUseThenRefused() {
        Set<String> made = new HashSet<>();
        for (TokenUse use : TokenUse.values()) {
            String token = tokens.issue(use, ACME, LINK);
            assertThat(made.add(token)).isTrue();
            for (TokenUse other : TokenUse.values()) {
                assertThat(tokens.read(other, token).isPresent()).isEqualTo(other == use);
            }
        }
    }

    @Test
    void readWhenSpelledOtherwiseThenRefused() {
        String token = tokens.issue(TokenUse.LAUNCH, ACME, LINK);

        for (String other : List.of(
                token + "=", token + "A", token + "\n", " " + token, token.substring(1), token.substring(0, 60), "")) {
            assertThat(tokens.read(TokenUse.LAUNCH, other)).as(other).isEmpty();
        }
        byte[] bytes = new byte[48];
        Arrays.fill(bytes, (byte) 0xff);
        assertThat(tokens.read(TokenUse.LAUNCH, Base64.getEncoder().encodeToString(bytes)))
                .isEmpty();
    }

    @Test
    void readWhenKeysWereRotatedThenOldAndNewAreGenuine() {
        Tokens appended = tokens(1, 2);
        Tokens rotated = tokens(2, 1);
        String old = tokens.issue(TokenUse.LAUNCH, ACME, LINK);
        String fresh = rotated.issue(TokenUse.LAUNCH, ACME, LINK);

        assertThat(rotated.read(TokenUse.LAUNCH, old)).isPresent();
        assertThat(appended.read(TokenUse.LAUNCH, fresh)).isPresent();
        assertThat(fresh).isNotEqualTo(old);
    }

    @Test
    void readWhenKeyIsUnknownThenRefused() {
        assertThat(tokens(2).read(TokenUse.LAUNCH, tokens.issue(TokenUse.LAUNCH, ACME, LINK)))
                .isEmpty();
    }

    private static Tokens tokens(int... keys) {
        return new Tokens(new Signer(new KeyRing(Arrays.stream(keys)
                .mapToObj(value -> {
                    byte[] key = new byte[32];
                    Arrays.fill(key, (byte) value);
                    return Base64.getEncoder().encodeToString(key);
                })
                .toList())));
    }
}
