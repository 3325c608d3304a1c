package io.portallink.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portallink.portal.PortalFailure;
import io.portallink.portal.PortalUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which URLs may be handed to a browser at all. */
class RedirectAssemblerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.easypost.com",
                "https://app.easypost.com/",
                "https://app.easypost.com:443/x",
                "HTTPS://APP.EASYPOST.COM/x?session_id=-a_B",
                "https://app.easypost.com/a//b/../c?x=%2F%2f&y=a+b&z=a=b==&&flag&=#frag?/x",
                "http://localhost:8080/portal?session_id=a",
                "https://localhost:8080/portal",
                "http://[::1]:9090/portal"
            })
    void assembleWhenHostIsListedThenNothingIsChanged(String url) {
        assertThat(assemble(url)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.easypost.com/",
                "https://user@app.easypost.com/",
                "https://app.easypost.com@evil.example/",
                "https://@app.easypost.com/",
                "https://evil.example\\@app.easypost.com/",
                "https:\\\\app.easypost.com/",
                "https://app.easypost.com\\.evil.example/",
                "//app.easypost.com/",
                "///app.easypost.com/",
                "https:/app.easypost.com/",
                "https:app.easypost.com/",
                "/portal",
                "app.easypost.com/x",
                "https://app.easypost.com.evil.example/",
                "https://evil-app.easypost.com/",
                "https://x.app.easypost.com/",
                "https://easypost.com/",
                "https://app.easypost.com./",
                "https://app.easypost.com:8443/",
                "https://app.easypost.com:80/",
                "https://app.easypost.com:0/",
                "https://app.easypost.com:99999/",
                "https://app.easypost.com%2eevil.example/",
                "https://app.easypost.com%00.evil.example/",
                "https://аpp.easypost.com/",
                "https://app。easypost.com/",
                "https://app.easypost.com/ü",
                "javascript:alert(1)",
                "javascript://app.easypost.com/%0aalert(1)",
                "data:text/html,x",
                "ftp://app.easypost.com/",
                "https://app.easypost.com/\r\nSet-Cookie: a=b",
                "https://app.easypost.com/\tx",
                "https://app.easy\npost.com/",
                " https://app.easypost.com/",
                "https://app.easypost.com/ ",
                "http://localhost:8081/",
                "http://localhost/",
                "http://127.0.0.1:8080/",
                "http://localhost.evil.example:8080/",
                "ftp://localhost:8080/",
                "http://intranet:8080/",
                "https://",
                "https:///x",
                ""
            })
    void assembleWhenUrlIsHostileThenRefusedAndNotRepeated(String url) {
        assertThatThrownBy(() -> assemble(url)).isInstanceOfSatisfying(PortalFailure.InvalidResponse.class, failure -> {
            assertThat(failure.detail()).doesNotContain("easypost", "evil", "localhost");
            assertThat(failure.platformRequestId()).hasValue("request-1");
        });
    }

    @Test
    void assembleWhenUrlIsOverlongThenRefused() {
        String longest = "https://app.easypost.com/" + "a".repeat(8192 - 25);

        assertThat(assemble(longest)).isEqualTo(longest);
        assertThatThrownBy(() -> assemble(longest + "a")).isInstanceOf(PortalFailure.InvalidResponse.class);
    }

    private static String assemble(String url) {
        return RedirectAssembler.assemble(new PortalUrl(
                url,
                Instant.EPOCH,
                Instant.EPOCH,
                Duration.ofSeconds(1),
                // a plain name with a port opens nothing: that form is for loopback hosts only
                List.of("app.easypost.com", "localhost:8080", "[::1]:9090", "intranet:8080"),
                Map.of(),
                "request-1"));
    }
}
