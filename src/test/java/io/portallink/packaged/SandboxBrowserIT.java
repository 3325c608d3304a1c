package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person in a real browser at the sandbox: opens portals, reuses a link, comes back. Screenshots are kept. */
@Tag("full")
class SandboxBrowserIT extends SandboxInBrowser {

    SandboxBrowserIT(@TempDir Path folder) {
        super(folder);
    }

    @ParameterizedTest
    @CsvSource({"m_easypost, easypost, billing", "m_shipengine, shipengine, billing", "m_both, easypost, onboarding"})
    void openWhenButtonIsPressedThenPortalIsThere(String merchant, String platform, String page) {
        dashboard.open(merchant, platform, page);

        assertThat(browser.path()).startsWith("/sandbox/" + platform + "/");
        browser.picture("portal-" + merchant + "-" + platform + "-" + page);
    }

    @Test
    void openWhenOnboardingIsIncompleteThenItIsShownFirstWhateverWasAsked() {
        dashboard.open("m_both", "shipengine", "billing");

        assertThat(browser.text()).containsIgnoringCase("onboarding");
        browser.picture("portal-onboarding-first");
    }

    @Test
    void returnWhenPortalIsLeftThenDashboardIsToldWhichLink() {
        dashboard.open("m_easypost", "easypost", "carriers");
        browser.click("a[href*='/return/']");
        browser.waitFor("portal_link=plk_");

        assertThat(browser.url()).contains("state=");
        browser.picture("returned");
    }

    @Test
    void openWhenLinkWasUsedThenPageSaysSoAndOffersANewOne() {
        String launchUrl = dashboard.open("m_easypost", "easypost", "reports");
        browser.driver().manage().deleteAllCookies(); // with its cookie, the browser would be let in again
        browser.type(launchUrl);

        assertThat(browser.heading()).contains("used already");
        browser.picture("used");
    }

    @Test
    void openWhenAddressIsTypedThenButtonComesFirst() {
        String launchUrl = dashboard.prepare("m_easypost", "easypost", "branding");
        browser.type("about:blank");
        // a driver's own visit looks like a typed address: Sec-Fetch-Site is none
        browser.type(launchUrl);
        assertThat(browser.path()).startsWith("/launch/");
        browser.picture("confirm");

        browser.click("button");
        browser.waitFor("/sandbox/easypost/");
    }

    /** A page elsewhere, whose host name was made to lead to this machine, is of the same origin to a browser. */
    @ParameterizedTest
    @CsvSource({
        "localhost, /, 200",
        "127.0.0.1, /, 200",
        "[::1], /, 200",
        "rebound.example, /, 421",
        "rebound.example, /v1/portal-links, 421",
        "rebound.example, /sandbox/latest, 421"
    })
    void requestWhenItsHostIsNotThisMachineThenMisdirected(String host, String path, int status) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), broker.port())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + broker.port()
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 " + status);
        }
    }

    @ParameterizedTest
    @CsvSource({"m_down", "m_denied", "m_unknown", "m_garbage", "m_limited"})
    void openWhenPlatformFailsThenPageSaysWhatToDo(String merchant) {
        dashboard.open(merchant, "easypost", "billing");

        assertThat(browser.heading()).contains("could not be opened");
        assertThat(browser.all("button")).hasSize(1);
        browser.picture("failed-" + merchant);
    }
}
