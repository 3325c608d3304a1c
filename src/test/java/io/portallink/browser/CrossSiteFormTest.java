package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A form on somebody else's page can't press the button; nor can anything dressed up as that form. */
class CrossSiteFormTest extends Browsing {

    @ParameterizedTest
    @CsvSource({
        "cross-site, https://evil.example",
        "cross-site, null",
        "cross-site, https://links.example.com",
        "same-site, https://evil.links.example.com",
        "none, null",
        "'', https://evil.example",
        "Same-Origin, https://evil.example",
        "'same-origin, cross-site', https://evil.example",
        "same-origin;x, https://evil.example"
    })
    void formWhenItStandsElsewhereThenButtonAndNothingMinted(String site, String origin) {
        for (String confirm : new String[] {"auto", "always"}) {
            String ticket = ticket("\"confirm\": \"" + confirm + "\"");

            HttpResponse<String> page = http().send("POST", ticket, form(site, origin), "a=b");

            assertPage(page, 200);
            assertThat(page.body()).contains("<form method=\"post\"><button");
            assertMinted(0);
            assertRedirect(press(ticket), 303, StubPlatforms.EASYPOST_URL);
            StubPlatforms.reset();
        }
    }

    /** A method in a header or a field is not looked at. */
    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"})
    void launchWhenMethodIsOverriddenThenItIsStillTheOneSent(String header) {
        String ticket = ticket("\"confirm\": \"always\"");
        Map<String, String> headers = new HashMap<>(Http.NAVIGATION);
        headers.put(header, "POST");

        assertPage(http().get(ticket + "?_method=POST", headers), 200);
        Map<String, String> form = form("cross-site", "https://evil.example");
        form.put(header, "GET");
        form.putAll(Http.NAVIGATION);
        assertPage(http().send("POST", ticket, form, "_method=GET"), 200);
        assertMinted(0);
    }

    private static Map<String, String> form(String site, String origin) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        headers.put("Sec-Fetch-Mode", "navigate");
        headers.put("Sec-Fetch-Dest", "document");
        headers.put("Sec-Fetch-User", "?1");
        headers.put("Sec-Fetch-Site", site);
        headers.put("Origin", origin);
        return headers;
    }
}
