package io.portallink.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {

    private static final List<String> CONTEXT = List.of("acme", "m_1", "easypost");

    private final Sealer sealer = new Sealer(new KeyRing(List.of(KeyRingTest.FIRST)));

    @Property(tries = 300)
    void openWhenSealedWithSameContextThenSameText(
            @ForAll @StringLength(max = 300) String generated, @ForAll KeyUse use) {
        String text = wellFormed(generated);

        String sealed = sealer.seal(use, CONTEXT, text);

        assertThat(sealed).matches("[A-Za-z0-9_-]{38,}");
        assertThat(sealer.open(sealer.keyId(), use, CONTEXT, sealed)).isEqualTo(text);
    }

    @Property(tries = 300)
    void openWhenOneCharacterWasChangedThenRefused(@ForAll int position, @ForAll int shift) {
        String sealed =
                sealer.seal(KeyUse.ACCOUNT, CONTEXT, "user_1234567"); // 40 bytes: its last character has spare bits
        int at = Math.floorMod(position, sealed.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int to = (alphabet.indexOf(sealed.charAt(at)) + 1 + Math.floorMod(shift, 63)) % 64;
        String changed = sealed.substring(0, at) + alphabet.charAt(to) + sealed.substring(at + 1);

        assertRefused(sealer.keyId(), KeyUse.ACCOUNT, CONTEXT, changed);
    }

    @Test
    void openWhenContextIsAnotherThenRefused() {
        String sealed = sealer.seal(KeyUse.ACCOUNT, CONTEXT, "user_1");

        assertRefused(sealer.keyId(), KeyUse.ACCOUNT, List.of("other", "m_1", "easypost"), sealed);
        assertRefused(sealer.keyId(), KeyUse.ACCOUNT, List.of("acme", "m_2", "easypost"), sealed);
        assertRefused(sealer.keyId(), KeyUse.ACCOUNT, List.of("acme", "m_1", "shipengine"), sealed);
        assertRefused(sealer.keyId(), KeyUse.ACCOUNT, List.of("acmem_1easypost"), sealed);
    }

    @ParameterizedTest
    @EnumSource(KeyUse.class)
    void openWhenUseIsAnotherThenRefused(KeyUse use) {
        String sealed = sealer.seal(use, CONTEXT, "user_1");

        for (KeyUse other : KeyUse.values()) {
            if (other != use) {
                assertRefused(sealer.keyId(), other, CONTEXT, sealed);
            }
        }
    }

    @Test
    void sealWhenCalledAgainThenNonceIsFresh() {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            nonces.add(sealer.seal(KeyUse.STATE, CONTEXT, "same").substring(0, 16));
        }
        assertThat(nonces).hasSize(1000);
    }

    @Test
    void openWhenKeyWasRotatedThenOldOpensAndNewSeals() {
        Sealer rotated = new Sealer(new KeyRing(List.of(KeyRingTest.SECOND, KeyRingTest.FIRST)));
        String old = sealer.seal(KeyUse.ACCOUNT, CONTEXT, "user_1");

        assertThat(rotated.open(sealer.keyId(), KeyUse.ACCOUNT, CONTEXT, old)).isEqualTo("user_1");
        assertThat(rotated.keyId()).isNotEqualTo(sealer.keyId());
        assertRefused(rotated.keyId(), KeyUse.ACCOUNT, CONTEXT, rotated.seal(KeyUse.ACCOUNT, CONTEXT, "user_1"));
    }

    /** By the sealer that has the first key only; and what it says names neither value nor context. */
    private void assertRefused(String keyId, KeyUse use, List<String> context, String sealed) {
        assertThatIllegalStateException()
                .isThrownBy(() -> sealer.open(keyId, use, context, sealed))
                .withMessageNotContaining(sealed)
                .withMessageNotContaining("user_1");
    }

    /** What generators make may hold lone surrogates, which no text in a request can. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "short", "AAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void openWhenTheSealedTextIsDamagedThenSaysSo(String damaged) {
        Sealer sealer = new Sealer(new KeyRing(List.of(Base64.getEncoder().encodeToString(new byte[32]))));

        assertThatThrownBy(() -> sealer.open(sealer.keyId(), KeyUse.STATE, List.of("a"), damaged))
                .isInstanceOf(IllegalStateException.class);
    }
}
