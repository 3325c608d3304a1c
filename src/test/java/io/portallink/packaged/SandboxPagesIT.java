package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox's own pages, inspected like those that merchants meet. */
@Tag("full")
class SandboxPagesIT extends SandboxInBrowser {

    private static final Path IMAGES = Path.of("src", "docs", "images");

    SandboxPagesIT(@TempDir Path folder) {
        super(folder);
    }

    @Test
    void easyPostWhenWalkedThroughThenEveryPageIsAccessible() {
        dashboard.prepare("m_easypost", "easypost", "onboarding");
        inspection.everySize("sandbox-open");
        dashboard.follow();
        assertThat(browser.text()).contains("Pre-filled", "shipping@m-easypost.example");
        inspection.everySize("sandbox-easypost");
        browser.click("a[href*='/return/']");
        browser.waitFor("portal_link=");
        inspection.everySize("sandbox-dashboard-returned");
        browser.click("section a[href*='/sandbox/links/']");
        browser.waitFor("/sandbox/links/");
        inspection.everySize("sandbox-link");
    }

    @Test
    void shipEngineWhenWalkedThroughThenEveryPageIsAccessible() {
        dashboard.open("m_both", "shipengine", "carriers");
        inspection.everySize("sandbox-shipengine-onboarding");
        browser.click("button");
        browser.waitUntil(chromium -> chromium.all("button").isEmpty());
        assertThat(browser.path()).isEqualTo("/sandbox/shipengine/portal");
        inspection.everySize("sandbox-shipengine");
        browser.type(dashboard.address() + "/");
        browser.click(".card form[action$='/onboarding'] button");
        browser.waitUntil(chromium -> chromium.text().contains("Onboarding to do"));
    }

    @Test
    void apiWhenReadThenItIsAccessible() {
        browser.type(dashboard.address() + "/");
        browser.click(".bar a[href='/sandbox/api']");
        browser.waitFor("/sandbox/api");
        assertThat(browser.heading()).isEqualTo("The API");
        inspection.everySize("sandbox-api");
        browser.run("document.querySelectorAll('details').forEach(details => details.open = true)");
        inspection.everySize("sandbox-api-examples");
    }

    @Test
    void messageWhenThereIsNoSuchLinkThenItIsAccessible() {
        browser.type(dashboard.address() + "/sandbox/links/plk_0");
        assertThat(browser.heading()).contains("no such link");
        inspection.everySize("sandbox-message");
    }

    @Test
    void dashboardWhenPortalAsksForANewLinkThenItIsAccessible() {
        browser.type(dashboard.address() + "/?portal_link=plk_0&reason=no-session");
        inspection.everySize("sandbox-dashboard-asked");
    }

    @Test
    void dashboardWhenThereAreLinksThenItIsAccessible() {
        dashboard.prepare("m_both", "shipengine", "billing");
        browser.type(dashboard.address() + "/?go=straight");
        browser.waitUntil(chromium -> !chromium.all(".latest td").isEmpty());
        inspection.everySize("sandbox-dashboard");
    }

    /** The documents' pictures of the dashboard: {@code -Ddocs.write=true} makes them anew; a person compares them. */
    @Test
    void dashboardWhenWellFilledThenItIsPicturedAndTheDocumentsHaveSmallPictures() throws IOException {
        fill();
        browser.type(dashboard.address() + "/");
        for (String scheme : List.of("light", "dark")) {
            browser.media(Map.of("prefers-color-scheme", scheme, "prefers-reduced-motion", "reduce"));
            browser.resize(1280, 960, true); // a phone's scroll bar takes no room
            browser.waitUntil(chromium -> chromium.all(".latest tbody tr").size() == 8);
            Path picture = IMAGES.resolve("dashboard-" + scheme + ".png");
            if (Boolean.getBoolean("docs.write")) {
                browser.picture(picture);
            }
            browser.picture("docs-dashboard-" + scheme);
            assertThat(Files.size(picture)).as("kept, and light").isBetween(20_000L, 250_000L);
        }
        browser.dark(false);
        browser.resize(1200, 900, false);
    }

    /** Links of every sort. */
    private void fill() {
        dashboard.prepare("m_easypost", "easypost", "reports");
        end("expire");
        dashboard.prepare("m_both", "shipengine", "carriers");
        end("revoke");
        dashboard.open("m_shipengine", "shipengine", "billing");
        dashboard.open("m_both", "easypost", "");
        dashboard.open("m_easypost", "easypost", "onboarding");
        browser.click("a[href*='/return/']");
        browser.waitFor("portal_link=");
        dashboard.open("m_both", "shipengine", "onboarding");
        dashboard.open("m_easypost", "easypost", "insurance");
        dashboard.prepare("m_easypost", "easypost", "billing");
    }

    private void end(String how) {
        browser.click("form[action$='/" + how + "'] button");
        browser.waitUntil(chromium -> !chromium.all(".big-badge.warn").isEmpty());
    }

    @Test
    void openWhenAPortalIsOpenedInAnotherTabThenTheTimelineGrowsHere() {
        dashboard.prepare("m_easypost", "easypost", "billing");
        assertThat(browser.all("[data-type]")).hasSize(1);
        browser.run("fetch(arguments[0], {method: 'POST', redirect: 'manual'})", dashboard.href(DemoDashboard.LINK));
        browser.waitUntil(chromium -> !chromium.all("[data-type=opened]").isEmpty());
        browser.waitUntil(chromium -> news().equals("Opened"));
        inspection.everySize("sandbox-opened");
    }

    @Test
    void linkWhenItIsOpenedElsewhereThenAllOfItsPageTellsOfIt() {
        dashboard.prepare("m_easypost", "easypost", "branding");
        String launchUrl = dashboard.href(DemoDashboard.LINK);
        browser.type(dashboard.address() + "/");
        browser.click(".latest a");
        browser.waitFor("/sandbox/links/");
        assertThat(browser.text()).contains("\"status\" : \"issued\"");
        browser.run("fetch(arguments[0], {method: 'POST', redirect: 'manual'})", launchUrl);
        browser.waitUntil(chromium ->
                chromium.events().contains("opened") && chromium.text().contains("\"status\" : \"opened\""));
        inspection.everySize("sandbox-link-opened");
    }

    @Test
    void scanWhenPressedThenNothingIsBurnt() {
        dashboard.prepare("m_easypost", "easypost", "reports");
        browser.click("form[action$='/scan'] button");
        browser.waitUntil(chromium -> chromium.text().contains("Nothing was burnt"));
        assertThat(browser.text()).contains("was issued before, and is issued after");
        inspection.everySize("sandbox-scanned");
        dashboard.follow();
        assertThat(browser.path()).startsWith("/sandbox/easypost/");
    }

    @Test
    void expireWhenPressedThenTheLinkIsOver() {
        dashboard.prepare("m_easypost", "easypost", "carriers");
        browser.click("form[action$='/expire'] button");
        browser.waitUntil(chromium -> !chromium.all(".big-badge.warn").isEmpty());
        inspection.everySize("sandbox-expired");
        dashboard.follow();
        assertThat(browser.heading()).contains("expired");
    }

    @Test
    void revokeWhenPressedThenTheLinkIsWithdrawn() {
        dashboard.prepare("m_easypost", "easypost", "insurance");
        browser.click("form[action$='/revoke'] button");
        browser.waitUntil(chromium -> !chromium.all("[data-type=revoked]").isEmpty());
        assertThat(browser.all("form[action$='/revoke']").getFirst().isDisplayed())
                .isFalse();
        inspection.everySize("sandbox-revoked");
        dashboard.follow();
        assertThat(browser.heading()).contains("withdrawn");
    }

    @Test
    void troubleWhenMadeThenTheMerchantMeetsItUntilItEnds() {
        for (String trouble : List.of("slow", "down", "limited", "normal")) {
            dashboard.prepare("m_shipengine", "shipengine", "billing");
            browser.click("button[value=" + trouble + "]");
            browser.waitUntil(chromium -> !chromium.all("button[value=" + trouble + "][aria-pressed=true]")
                    .isEmpty());
            dashboard.follow();
            assertThat(browser.heading())
                    .contains(trouble.equals("normal") ? "ShipEngine portal" : "could not be opened");
        }
    }

    @Test
    void countdownWhenAPortalIsOpenThenItRuns() {
        dashboard.open("m_shipengine", "shipengine", "billing");
        browser.waitUntil(chromium -> chromium.text()
                .contains("is over: its 10 seconds have passed. It was used by this visit, so this page stays."));
        browser.waitUntil(chromium -> news().equals("The token is over: its 10 seconds have passed"));
    }

    /** What a screen reader is told last. */
    private String news() {
        return browser.run("return document.getElementById('news').textContent").toString();
    }

    @Test
    void countdownWhenEasyPostIsOpenThenItRunsFromFiveMinutes() {
        dashboard.open("m_easypost", "easypost", "billing");
        browser.waitUntil(chromium -> chromium.text().contains("dies in 4 min 58 s"));
    }
}
