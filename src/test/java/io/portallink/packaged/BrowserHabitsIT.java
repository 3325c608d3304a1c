package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.interactions.Actions;

/** What browsers and people do with a link without meaning it: read ahead, click twice, open it twice, go without a script. */
@Tag("full")
class BrowserHabitsIT extends SandboxInBrowser {

    private static final String DIES_AT = "dies at \\d\\d:\\d\\d:\\d\\d UTC";

    private static final String LINK_ELEMENT = "const link = document.createElement('link');"
            + "link.rel = 'prefetch'; link.href = arguments[0]; document.head.append(link);";

    private static final String SPECULATION = "const rules = document.createElement('script');"
            + "rules.type = 'speculationrules';"
            + "rules.textContent = JSON.stringify({[arguments[1]]: [{urls: [arguments[0]], eagerness: 'immediate'}]});"
            + "document.head.append(rules);";

    BrowserHabitsIT(@TempDir Path folder) {
        super(folder);
    }

    @AfterEach
    void asBefore() {
        browser.scripts(true);
        browser.bypassPolicy(false);
    }

    /** The dashboard's own policy would forbid it; another tenant's page need not. */
    @ParameterizedTest
    @ValueSource(strings = {"link", "prefetch", "prerender"})
    void launchWhenTheBrowserReadsAheadThenTheLinkIsNotBurnt(String way) {
        browser.bypassPolicy(true);
        String launchUrl = dashboard.prepare("m_easypost", "easypost", "billing");
        browser.run(way.equals("link") ? LINK_ELEMENT : SPECULATION, launchUrl, way);
        browser.waitUntil(chromium -> browser.events().contains("prefetch_blocked"));

        assertThat(browser.events()).containsExactly("issued", "prefetch_blocked");
        assertThat(browser.all(".big-badge").getFirst().getText()).isEqualTo("issued");
        browser.picture("habit-" + way);

        dashboard.follow();
        assertThat(browser.heading()).contains("EasyPost portal");
    }

    @Test
    void launchWhenDoubleClickedThenThePortalOpensOnce() {
        dashboard.prepare("m_easypost", "easypost", "carriers");
        doubleClick();
        browser.waitUntil(chromium -> chromium.heading().contains("EasyPost portal"));
        browser.type(dashboard.address() + "/");
        browser.click(".latest a");
        browser.waitUntil(chromium -> !chromium.events().isEmpty());

        assertThat(browser.events()).containsExactly("issued", "opened");
    }

    /** Then the second click may end the first one's answer, and its cookie with it: not in, but with a way on. */
    @Test
    void launchWhenDoubleClickedWithoutScriptThenInOrAWayOn() {
        browser.scripts(false);
        dashboard.prepare("m_easypost", "easypost", "carriers");
        doubleClick();
        browser.waitUntil(chromium -> chromium.heading().matches("EasyPost portal.*|.*used already.*"));
        if (!browser.heading().contains("EasyPost portal")) {
            browser.click("main a.button");
            browser.waitUntil(chromium -> chromium.path().equals("/"));
        }
    }

    private void doubleClick() {
        new Actions(browser.driver())
                .doubleClick(browser.driver().findElement(By.cssSelector(DemoDashboard.LINK)))
                .perform();
    }

    @Test
    void launchWhenOpenedInTwoTabsThenBothGetInAndTheFirstPageTellsOfIt() {
        dashboard.prepare("m_shipengine", "shipengine", "billing");
        for (int tab = 1; tab <= 2; tab++) {
            browser.click("a[target=_blank]");
            browser.inTab(
                    browser.tabs(1).getFirst(),
                    () -> browser.waitUntil(chromium -> chromium.heading().contains("ShipEngine portal")));
        }
        browser.waitUntil(chromium -> browser.events().contains("refreshed"));
        assertThat(browser.events()).containsExactly("issued", "opened", "refreshed");
        assertThat(browser.all("form[action$='/expire']").getFirst().isDisplayed())
                .as("what was opened can't expire")
                .isFalse();
        browser.picture("habit-two-tabs");
    }

    @Test
    void walkWhenThereIsNoScriptThenEveryStepWorks() {
        browser.scripts(false);
        dashboard.prepare("m_easypost", "easypost", "onboarding");
        assertThat(browser.text()).contains("Reload for what is new").containsPattern(DIES_AT);
        browser.picture("no-script-open");
        browser.click("form[action$='/scan'] button");
        browser.waitFor("#scanned");
        assertThat(browser.text()).contains("Nothing was burnt");

        dashboard.follow();
        assertThat(browser.heading()).contains("EasyPost portal");
        assertThat(browser.text()).contains("Northwind Candles").containsPattern(DIES_AT);
        browser.picture("no-script-portal");
        browser.click("a[href*='/return/']");
        browser.waitFor("portal_link=plk_");
        assertThat(browser.text()).contains("EasyPost still knows the account");
        browser.click("section a[href*='/sandbox/links/']");
        browser.waitFor("/sandbox/links/");
        assertThat(browser.events())
                .containsExactly("issued", "confirmation_shown", "prefetch_blocked", "opened", "returned");
        browser.picture("no-script-link");
    }

    @Test
    void choiceWhenColoursAreForcedThenItIsMarked() {
        browser.type(dashboard.address() + "/");
        browser.media(Map.of("forced-colors", "active", "prefers-reduced-motion", "reduce"));
        try {
            assertThat(background(".switch a[aria-current]")).isNotEqualTo(background(".switch a:not([aria-current])"));
            browser.picture("forced-colours-dashboard");
            dashboard.prepare("m_both", "easypost", "billing");
            assertThat(background("[aria-pressed=true]")).isNotEqualTo(background("[aria-pressed=false]"));
            assertThat(style("[aria-pressed=true]", "transitionDuration")).isEqualTo("0s");
            browser.picture("forced-colours-open");
        } finally {
            browser.media(Map.of());
        }
    }

    @Test
    void buttonWhenShownThenItsStyleIsAsWritten() {
        browser.type(dashboard.address() + "/");
        assertThat(style(".pages button", "fontWeight")).isEqualTo("600");
        assertThat(style(".pages button", "fontSize")).isEqualTo("14.4px");
        assertThat(style(".pages button", "lineHeight")).isEqualTo("20.16px");
    }

    @Test
    void expireWhenTheLinkWasOpenedElsewhereThenSaysSo() {
        dashboard.prepare("m_easypost", "easypost", "reports");
        browser.scripts(false); // as if the page had not heard of it yet
        browser.driver().navigate().refresh();
        browser.run(
                "return fetch(arguments[0], {method: 'POST', redirect: 'manual'})", dashboard.href(DemoDashboard.LINK));
        browser.click("form[action$='/expire'] button");
        browser.waitUntil(chromium -> chromium.heading().equals("Nothing to expire"));
        browser.scripts(true);
        inspection.everySize("sandbox-nothing-to-expire");
    }

    private String background(String css) {
        return style(css, "backgroundColor");
    }

    private String style(String css, String property) {
        return browser.run("return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]", css, property)
                .toString();
    }
}
