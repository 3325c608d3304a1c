package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.portallink.testkit.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.interactions.Actions;
import tools.jackson.databind.JsonNode;

/** {@code confirm: always} in a real browser: whatever loads, previews or scripts the link, only the button opens it. */
@Tag("full")
class ConfirmAlwaysIT extends SandboxInBrowser {

    /** What mail scanners, messengers and browsers do with a link that nobody has clicked. */
    private static final String MAIL = """
            <!doctype html><title>mail</title>
            <link rel="prefetch" href="LINK"><link rel="prerender" href="LINK">
            <script type="speculationrules">{"prefetch": [{"urls": ["LINK"], "eagerness": "immediate"}]}</script>
            <a id="link" href="LINK">your link</a>
            <form id="form" method="post" action="LINK"></form>
            <iframe src="LINK"></iframe><img src="LINK" alt="">
            <script>fetch("LINK", {mode: "no-cors", credentials: "include"}).catch(() => {})</script>""";

    /** How often the page has asked for an address, and was answered or refused. */
    private static final String ASKED =
            "return performance.getEntriesByType('resource').filter(entry => entry.name === arguments[0]).length";
    /** The frame, the image and the script; whether the others do is the browser's own choice. */
    private static final int ASKING = 3;

    private final HttpServer mail;
    private String launchUrl = "";
    private String id = "";

    ConfirmAlwaysIT(@TempDir Path folder) throws IOException {
        super(folder);
        mail = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        mail.createContext("/", exchange -> {
            byte[] page = MAIL.replace("LINK", launchUrl).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            try (var body = exchange.getResponseBody()) {
                body.write(page);
            }
        });
        mail.start();
    }

    @AfterAll
    void stopMail() {
        mail.stop(0);
    }

    @Test
    void confirmWhenNobodyClicksThenNothingIsRedeemedAndTheButtonStillWorks() {
        create();

        browser.type(launchUrl);
        assertConfirmation();
        browser.driver().navigate().refresh();
        assertConfirmation();
        browser.run("""
                document.body.dispatchEvent(new Event('load'));
                window.open(location.href);
                fetch(location.href, {method: 'POST'}).catch(() => {}).finally(() => window.posted = true);""");
        browser.waitUntil(chromium -> Boolean.TRUE.equals(chromium.run("return window.posted")));
        browser.inTab(browser.tabs(1).getFirst(), this::assertConfirmation);
        assertThat(status()).isEqualTo("issued");

        asMail("localhost");
        asMail("127.0.0.1");
        assertThat(events()).contains("prefetch_blocked", "confirmation_shown").doesNotContain("opened", "failed");

        browser.type(launchUrl);
        browser.click("button");
        browser.waitFor("/sandbox/easypost/customer-portal/");
        assertThat(status()).isEqualTo("opened");
    }

    @RepeatedTest(3)
    void confirmWhenButtonIsDoubleClickedThenOpenedOnceAndInThePortal() {
        create();
        browser.type(launchUrl);

        new Actions(browser.driver())
                .doubleClick(browser.all("button").getFirst())
                .perform();

        browser.waitFor("/sandbox/easypost/customer-portal/");
        assertThat(status()).isEqualTo("opened");
        assertThat(events()).containsOnlyOnce("opened").doesNotContain("replayed");
        browser.picture("double-click");
    }

    /** From a page of the same site, or of another one: prefetched, framed, posted, followed by a script. */
    private void asMail(String host) {
        String address = "http://" + host + ":" + mail.getAddress().getPort() + "/";
        browser.type(address);
        browser.waitUntil(chromium -> ((Number) chromium.run(ASKED, launchUrl)).intValue() >= ASKING);
        assertThat(status()).isEqualTo("issued");
        browser.run("document.getElementById('link').click()");
        assertConfirmation();
        browser.type(address);
        browser.run("document.getElementById('form').submit()");
        assertConfirmation();
        assertThat(status()).isEqualTo("issued");
    }

    private void assertConfirmation() {
        browser.waitUntil(chromium -> chromium.path().startsWith("/launch/"));
        browser.waitUntil(chromium -> chromium.heading().equals("Open your shipping account"));
        assertThat(browser.all("main form button")).hasSize(1);
    }

    private void create() {
        JsonNode link = Http.json(broker.http().api("POST", "/v1/portal-links", "demo-key", """
                {"merchant_id": "m_easypost", "page": "billing", "confirm": "always"}"""));
        launchUrl = link.path("url").stringValue();
        id = link.path("id").stringValue();
    }

    private String status() {
        return read().path("status").stringValue();
    }

    private List<String> events() {
        return read().path("events")
                .valueStream()
                .map(event -> event.path("type").stringValue())
                .toList();
    }

    private JsonNode read() {
        return Http.json(broker.http().api("GET", "/v1/portal-links/" + id, "demo-key", ""));
    }
}
