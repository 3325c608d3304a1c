package io.portallink.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portallink.testkit.UrlConfusions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a URL in the configuration may be: the start-up's defence against a URL that parsers disagree about. */
class HttpsUrlTest {

    private static final String GOOD = "https://dashboard.example/shipping";

    @ParameterizedTest
    @MethodSource
    void parseWhenParsersDisagreeThenRefusedWithoutTheValue(String url) {
        assertThatThrownBy(() -> HttpsUrl.parse("portal.url", url))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith("portal.url ")
                .hasMessageNotContaining("dashboard")
                .hasMessageNotContaining("evil");
    }

    static Stream<String> parseWhenParsersDisagreeThenRefusedWithoutTheValue() {
        return UrlConfusions.malformed(GOOD);
    }

    /** An operator may mean any of these. */
    @ParameterizedTest
    @MethodSource
    void parseWhenUrlIsClearThenKeptAsItStands(String url) {
        assertThat(HttpsUrl.parse("portal.url", url)).hasToString(url);
    }

    static Stream<String> parseWhenUrlIsClearThenKeptAsItStands() {
        return Stream.concat(UrlConfusions.elsewhere(GOOD), UrlConfusions.samePlace(GOOD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*",
                "*.easypost.com",
                ".easypost.com",
                "App.easypost.com",
                "app.easypost.com.",
                "app.easypost.com/",
                "app.easypost.com:443",
                "https://app.easypost.com",
                "user@app.easypost.com",
                "app.easypost.com\n",
                "аpp.easypost.com",
                "app。easypost.com",
                "app%2eeasypost.com",
                "localhost:",
                "localhost:x",
                "localhost:80@evil.example",
                "evil.example:localhost:80",
                "[::1]",
                "2130706433:80",
                "127.0.0.1.evil.example:80"
            })
    void hostsWhenEntryIsNoExactNameThenRefused(String host) {
        assertThatThrownBy(() -> HttpsUrl.hosts("portal.hosts", List.of("app.easypost.com", host)))
                .isInstanceOf(InvalidConfiguration.class);
    }
}
