package io.portallink.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portallink.portal.InvalidConfiguration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {

    static final String FIRST = key(1);
    static final String SECOND = key(2);

    /** The base64 of 32 bytes of the same value. */
    static String key(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void keysWhenThereIsNoneThenRefusedWithAdvice() {
        assertThatThrownBy(() -> new KeyRing(List.of()))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContainingAll("portal.keys", "is missing", "/dev/urandom");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "not base64!", "c2hvcnQ=", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="})
    void keysWhenOneIsNotThirtyTwoBytesThenRefusedByItsPlaceWithoutItsValue(String bad) {
        assertThatThrownBy(() -> new KeyRing(List.of(FIRST, bad)))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessage("portal.keys[1] must be the base64 of exactly 32 random bytes:"
                        + " head -c 32 /dev/urandom | base64");
    }

    @Test
    void keysWhenOneStandsTwiceThenRefused() {
        assertThatThrownBy(() -> new KeyRing(List.of(FIRST, SECOND, FIRST)))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContainingAll("portal.keys[2]", "twice")
                .hasMessageNotContaining(FIRST);
    }

    @Test
    void idsWhenThereAreSeveralKeysThenFirstIsCurrentAndIdsDependOnTheKeyAlone() {
        KeyRing both = new KeyRing(List.of(SECOND, FIRST));

        assertThat(both.currentId()).matches("[0-9a-f]{8}").isEqualTo(new KeyRing(List.of(SECOND)).currentId());
        assertThat(both.ids())
                .containsExactlyInAnyOrder(
                        new KeyRing(List.of(FIRST)).currentId(), new KeyRing(List.of(SECOND)).currentId());
    }

    @ParameterizedTest
    @EnumSource(KeyUse.class)
    void subkeyWhenUsesDifferThenKeysDiffer(KeyUse use) {
        KeyRing keys = new KeyRing(List.of(FIRST));

        assertThat(keys.subkey(keys.currentId(), use)).isPresent();
        for (KeyUse other : KeyUse.values()) {
            assertThat(keys.subkey(keys.currentId(), other).equals(keys.subkey(keys.currentId(), use)))
                    .isEqualTo(other == use);
        }
    }
}
