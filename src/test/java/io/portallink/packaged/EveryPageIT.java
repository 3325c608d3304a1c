package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every button of the dashboard, pressed in a real browser: the page that it names is the page that opens, or says why not. */
@Tag("full")
class EveryPageIT extends SandboxInBrowser {

    /** What the simulated EasyPost calls the pages. */
    private static final Map<String, String> EASYPOST = Map.of(
            "", "account-settings (the default)",
            "onboarding", "Account onboarding",
            "settings", "account-settings",
            "billing", "wallet",
            "carriers", "carriers",
            "reports", "reports",
            "branding", "branding",
            "analytics", "analytics",
            "insurance", "insurance");

    private static final Map<String, String> SHIPENGINE = Map.of(
            "", "carriers",
            "onboarding", "carriers", // once it is complete
            "billing", "billing",
            "carriers", "carriers");

    EveryPageIT(@TempDir Path folder) {
        super(folder);
    }

    @ParameterizedTest
    @CsvSource({"m_easypost, Northwind Candles", "m_both, Atlas Outdoor"})
    void easyPostWhenAPageIsPressedThenItOpens(String merchant, String shop) {
        assertThat(dashboard.pages(merchant, "easypost")).containsExactlyInAnyOrderElementsOf(EASYPOST.keySet());
        EASYPOST.forEach((page, shown) -> {
            dashboard.straight(merchant, "easypost", page);

            assertThat(browser.path()).as(page).startsWith("/sandbox/easypost/customer-portal/");
            assertThat(fact("Page")).as(page).endsWith(shown);
            assertThat(fact("For")).as(page).startsWith(shop + ", user_");
            inspection.asItIs("every-easypost-" + page);
        });
    }

    @ParameterizedTest
    @CsvSource({"m_shipengine, Harbor Coffee", "m_both, Atlas Outdoor"})
    void shipEngineWhenAPageIsPressedThenItOpensOnceOnboardingIsComplete(String merchant, String shop) {
        assertThat(dashboard.pages(merchant, "shipengine")).containsExactlyInAnyOrderElementsOf(SHIPENGINE.keySet());
        if (merchant.equals("m_both")) {
            SHIPENGINE.keySet().forEach(page -> onboardingFirst(merchant, page));
            browser.click("main form button");
            browser.waitUntil(chromium -> chromium.path().equals("/sandbox/shipengine/portal"));
        }
        SHIPENGINE.forEach((page, shown) -> {
            dashboard.straight(merchant, "shipengine", page);

            assertThat(fact("Page")).as(page).isEqualTo(shown);
            assertThat(fact("Asked for")).as(page).isEqualTo(page.isEmpty() ? "nothing, which means carriers" : page);
            assertThat(fact("For")).as(page).startsWith(shop + ", ");
            inspection.asItIs("every-shipengine-" + page);
        });
    }

    private void onboardingFirst(String merchant, String page) {
        dashboard.straight(merchant, "shipengine", page);
        assertThat(fact("Page")).as(page).isEqualTo("onboarding");
        assertThat(browser.text().contains("Onboarding first."))
                .as("said where another page was asked for: " + page)
                .isNotEqualTo(page.equals("onboarding"));
    }

    /** All at once, each in a tab of its own: one of them keeps everybody waiting for five seconds. */
    @ParameterizedTest
    @ValueSource(strings = {"m_unknown", "m_denied", "m_limited", "m_down", "m_slow", "m_garbage"})
    void failingMerchantWhenAPageIsPressedThenThePageSaysWhatToDo(String merchant) {
        assertThat(dashboard.pages(merchant, "easypost")).hasSameSizeAs(EASYPOST.keySet());
        List<String> tabs = dashboard.straightInTabs(merchant, "easypost");
        assertThat(tabs).hasSameSizeAs(EASYPOST.keySet());
        for (String tab : tabs) {
            browser.inTab(tab, () -> {
                browser.waitUntil(chromium -> chromium.heading().contains("could not be opened"));
                assertThat(browser.path()).startsWith("/launch/");
                assertThat(browser.all("main button")).as("try again").hasSize(1);
                if (tab.equals(tabs.getLast())) {
                    inspection.asItIs("every-" + merchant);
                }
            });
        }
    }

    @Test
    void failingMerchantWhenItsStepsAreShownThenItsTroubleCannotBeTuned() {
        dashboard.prepare("m_down", "easypost", "billing");

        assertThat(browser.text()).contains("For this merchant EasyPost always fails: Down (503).");
        assertThat(browser.all("button[name=trouble]")).isEmpty();
        inspection.everySize("every-failing-open");
    }

    /** What the portal says of itself. */
    private String fact(String term) {
        return browser.run(
                        "return [...document.querySelectorAll('dt')].find(dt => dt.innerText === arguments[0])"
                                + "?.nextElementSibling.innerText ?? ''",
                        term)
                .toString();
    }
}
