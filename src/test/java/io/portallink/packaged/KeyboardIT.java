package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** From the dashboard to the portal and back with Tab and Enter alone; where the focus is can be seen at every stop. */
@Tag("full")
class KeyboardIT extends SandboxInBrowser {

    private static final int MOST_STOPS = 60;

    /** Its words, and whether a person sees that it has the focus: an outline, the whole of it on the screen. */
    private static final String FOCUSED = """
            const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
            const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
              && (parseFloat(style.outlineOffset) >= 0 || style.outlineColor !== style.backgroundColor);
            const inside = box.width > 1 && box.height > 1 && box.top >= 5 && box.left >= 5
              && box.bottom <= innerHeight - 5 && box.right <= innerWidth - 5;
            return [it.innerText.replace(/\\s+/g, ' ').trim(), outlined && inside ? 'seen' : 'not seen: '
              + it.outerHTML.replace(/\\s+/g, ' ') + ' ' + style.outline + ' ' + JSON.stringify(box)];""";

    KeyboardIT(@TempDir Path folder) {
        super(folder);
    }

    @Test
    void portalWhenOpenedAndLeftByTabAndEnterThenEveryStopIsSeen() {
        browser.type("http://localhost:" + broker.port() + "/");
        assertThat(tabTo("Front page for m_easypost at EasyPost"))
                .containsExactly(
                        "Skip to the content",
                        "D Demo Market",
                        "The API",
                        "Show each step",
                        "Straight to the portal",
                        "Front page for m_easypost at EasyPost");
        tabTo("Billing for m_easypost at EasyPost");
        browser.picture("keyboard-dashboard");
        enter();
        browser.waitFor("/sandbox/open/");

        tabTo("Open the portal");
        browser.picture("keyboard-open");
        enter();
        browser.waitFor("/sandbox/easypost/");

        tabTo("Return");
        browser.picture("keyboard-portal");
        enter();
        browser.waitFor("portal_link=plk_");
        assertThat(browser.path()).isEqualTo("/");
        assertThat(browser.text()).contains("The merchant came back from the portal.");
    }

    @Test
    void skipWhenEnteredThenTheContentComesNext() {
        browser.type("http://localhost:" + broker.port() + "/");
        tabTo("Skip to the content");
        enter();
        assertThat(tabTo("Show each step")).containsExactly("Show each step");
    }

    @Test
    void onboardingWhenCompletedByKeysThenThePageAskedForIsThere() {
        browser.type("http://localhost:" + broker.port() + "/?go=straight");
        tabTo("Billing for m_both at ShipEngine");
        enter();
        browser.waitFor("/sandbox/shipengine/");
        assertThat(browser.text()).contains("Onboarding first.");

        tabTo("Complete onboarding");
        browser.picture("keyboard-onboarding");
        enter();
        browser.waitFor("/sandbox/shipengine/portal");
        tabTo("Back to the dashboard");
        enter();
        browser.waitUntil(chromium -> chromium.path().equals("/"));
    }

    /** The stops on the way, the wanted one last. */
    private List<String> tabTo(String wanted) {
        List<String> stops = new ArrayList<>();
        while (stops.size() < MOST_STOPS) {
            press(Keys.TAB);
            if (stops.isEmpty()) {
                awaitFocus();
            }
            List<?> focused = (List<?>) browser.run(FOCUSED);
            assertThat(focused.getLast()).as("focus after " + stops).isEqualTo("seen");
            stops.add(focused.getFirst().toString());
            if (stops.getLast().equals(wanted)) {
                return stops;
            }
        }
        throw new AssertionError("no way by keyboard to " + wanted + ", but to " + stops);
    }

    /** A page that was opened just now takes no keys for a moment. */
    private void awaitFocus() {
        browser.waitUntil(chromium -> {
            boolean focused = (boolean) chromium.run("return document.activeElement !== document.body;");
            if (!focused) {
                press(Keys.TAB);
            }
            return focused;
        });
    }

    private void enter() {
        press(Keys.ENTER);
    }

    private void press(Keys key) {
        new Actions(browser.driver()).sendKeys(key).perform();
    }
}
