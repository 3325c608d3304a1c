package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.link.TokenUse;
import io.portallink.link.Tokens;
import io.portallink.portal.TenantId;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Link checkers, previews, prefetchers and methods that browsers don't use: they use nothing up. */
class ScannerTest extends Browsing {

    @Autowired
    private Tokens tokens;

    @Autowired
    private JdbcClient jdbc;

    /** What mail gateways, chat programs and browsers' address bars send; each on a link a click would redeem. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "User-Agent: Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)|Range: bytes=0-32768",
                "User-Agent: facebookexternalhit/1.1|Accept: */*",
                "User-Agent: Mozilla/5.0 (Windows NT 10.0) BingPreview/1.0b|Accept: text/html",
                "Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: document|Sec-Fetch-Site: none|Sec-Fetch-User: ?1",
                "Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: iframe|Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: object|Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Mode: no-cors|Sec-Fetch-Dest: image|Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Mode: no-cors|Sec-Fetch-Dest: script|Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Mode: cors|Sec-Fetch-Dest: empty|Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Mode: Navigate|Sec-Fetch-Dest: Document|Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Dest: document|Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Mode: navigate|Sec-Fetch-Site: cross-site",
                "Upgrade-Insecure-Requests: 1|Accept: text/html|Referer: https://dashboard.example/"
            })
    void launchWhenAskedWithoutAPersonsClickThenButtonAndNothingRedeemed(String headers) {
        String ticket = ticket("");

        assertPage(http().get(ticket, headers(headers)), 200);

        assertUntouched(ticket);
    }

    /** However the header is spelled or valued, on all three endpoints; a genuine navigation otherwise. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Purpose: prefetch;prerender",
                "Sec-Purpose: prefetch;anonymous-client-ip",
                "sec-purpose: PREFETCH",
                "Sec-Purpose:",
                "Purpose: prefetch",
                "Purpose: preview",
                "X-Purpose: preview",
                "X-Purpose: instant",
                "X-Moz: prefetch",
                "x-moz: livebookmarks"
            })
    void anyEndpointWhenPrefetchedThenUnavailableAndNothingChanges(String header) {
        String ticket = ticket("");
        Map<String, String> prefetch = new HashMap<>(Http.NAVIGATION);
        prefetch.putAll(headers(header));

        for (TokenUse use : TokenUse.values()) {
            assertPage(http().get(path(use, ticket), prefetch), 503);
            assertThat(http().send("HEAD", path(use, ticket), prefetch, "").statusCode())
                    .isEqualTo(503);
        }
        assertPage(http().send("POST", ticket, prefetch, ""), 503);

        assertUntouched(ticket);
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 200", "OPTIONS, 204", "PUT, 405", "DELETE, 405", "PATCH, 405", "PROPFIND, 405", "TRACE, 405"})
    void anyEndpointWhenMethodIsAnotherThenNothingChanges(String method, int status) {
        String ticket = ticket("");

        for (TokenUse use : TokenUse.values()) {
            HttpResponse<String> answer = http().send(method, path(use, ticket), Http.NAVIGATION, "");
            assertThat(answer.statusCode()).as(use.path()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
            assertThat(answer.body()).doesNotContain(ticket);
        }

        assertUntouched(ticket);
    }

    private void assertUntouched(String ticket) {
        assertMinted(0);
        assertThat(jdbc.sql("SELECT status FROM portal_link WHERE id = :id")
                        .param("id", link(ticket).value())
                        .query(String.class)
                        .single())
                .isEqualTo("issued");
        assertRedirect(navigate(ticket), 302, StubPlatforms.EASYPOST_URL);
    }

    private String path(TokenUse use, String ticket) {
        return "/" + use.path() + "/" + tokens.issue(use, new TenantId("acme"), link(ticket));
    }

    private LinkId link(String ticket) {
        return tokens.read(TokenUse.LAUNCH, ticket.substring("/launch/".length()))
                .orElseThrow()
                .link();
    }

    private static Map<String, String> headers(String lines) {
        return Arrays.stream(lines.split("\\|"))
                .map(line -> line.split(": ?", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
