package io.portallink.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that an operator can't see is taken for a part of a setting. */
class SettingTextTest {

    private static final String NAME = "portal.setting";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EZAK\n",
                "EZAK\r\n",
                "EZAK ",
                " EZAK",
                "\tEZAK",
                "EZAK\u00a0",
                "\u2003EZAK",
                "EZAK\u3000",
                "EZAK\u0085",
                "EZAK\u2028"
            })
    void checkWhenWhiteSpaceIsAroundItThenRefusedWithoutTheValue(String value) {
        assertThatThrownBy(() -> SettingText.check(NAME, value))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith(NAME + " begins or ends with white space")
                .hasMessageNotContaining("EZAK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ufeffEZAK",
                "EZ\u200bAK",
                "EZ\u200dAK",
                "EZ\u2060AK",
                "EZ\u00adAK",
                "EZ\u202eAK",
                "EZ\u2066AK",
                "EZ\u0000AK",
                "EZ\nAK",
                "EZ\tAK",
                "EZ\u007fAK",
                "EZ\u0085AK",
                "EZ\u2028AK",
                "EZ\u2029AK",
                "EZ\ud800AK",
                "EZ\u3164AK",
                "EZ\u2800AK",
                "EZ\udb40\udc41AK",
                "EZ\u034fAK",
                "EZ\u180bAK",
                "EZ\u180fAK",
                "EZ\ufe00AK",
                "EZ\ufe0fAK",
                "EZ\udb40\udd00AK",
                "EZ\udb40\uddefAK"
            })
    void checkWhenItHoldsWhatCanNotBeSeenThenRefusedWithoutTheValue(String value) {
        assertThatThrownBy(() -> SettingText.check(NAME, value))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith(NAME + " holds a control character")
                .hasMessageNotContaining("AK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Acme Market", "Café Zürich & Söhne", "日本の店", "https://a.example/b?c=d#e", "شركة", "🛳"})
    void checkWhenAllCanBeSeenThenTaken(String value) {
        assertThatCode(() -> SettingText.check(NAME, value)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EZ AK", "EZÄK", "EZ\u00a0AK", "EZАK", "“EZAK”", "…"})
    void secretWhenNotVisibleAsciiThenRefusedWithoutTheValue(String value) {
        assertThatThrownBy(() -> SettingText.secret(NAME, value))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessage(NAME + " must be visible ASCII characters without a space");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EZAK0123", "TEST_/of/the+key==", "!~"})
    void secretWhenVisibleAsciiThenTaken(String value) {
        assertThat(SettingText.secret(NAME, value)).isEqualTo(new Secret(value));
    }
}
