package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.web.PageStyle;
import java.util.List;

/** What every page must stand: axe-core's rules in light and dark, on a desk and on a phone; no sideways scrolling. */
final class Inspection {

    private static final String AXE = PageStyle.read("axe.min.js");

    /** Rules on what is on the page, and where; one line for each violation. */
    private static final String RUN = """
            const [off, done] = arguments;
            const rules = Object.fromEntries(off.map(rule => [rule, {enabled: false}]));
            axe.run(document, {rules, resultTypes: ['violations']}).then(
              result => done(result.violations.map(v => v.id + ': ' + v.help + ' – ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | '))),
              error => done(['axe did not run: ' + error]));""";

    private static final String WIDTH =
            "return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)";

    private final Chromium browser;

    Inspection(Chromium browser) {
        this.browser = browser;
    }

    /** @param allowed axe's rules that this one page may break, for a reason given there */
    void everySize(String name, String... allowed) {
        for (boolean dark : List.of(false, true)) {
            browser.dark(dark);
            at(name, 1200, 900, false, dark, allowed);
            at(name, 375, 740, true, dark, allowed);
        }
        browser.dark(false);
        narrow(name);
        browser.resize(1200, 900, false);
    }

    /** For a page of a kind that is inspected at every size elsewhere. */
    void asItIs(String name) {
        browser.picture(name);
        assertThat(violations()).as(name).isEmpty();
    }

    /** For the many pages that differ in their words only. */
    void onPhone(String name) {
        browser.dark(true);
        at(name, 375, 740, true, true);
        narrow(name);
        browser.dark(false);
        browser.resize(1200, 900, false);
    }

    private void at(String name, int width, int height, boolean phone, boolean dark, String... allowed) {
        browser.resize(width, height, phone);
        String picture = name + (phone ? "-phone" : "-desk") + (dark ? "-dark" : "");
        browser.picture(picture);
        assertThat(violations(allowed)).as(picture).isEmpty();
    }

    private void narrow(String name) {
        browser.resize(320, 600, true);
        assertThat(((Number) browser.run(WIDTH)).intValue())
                .as(name + " at 320 px")
                .isLessThanOrEqualTo(320);
    }

    private List<?> violations(String... allowed) {
        if (Boolean.FALSE.equals(browser.run("return 'axe' in window"))) {
            browser.run(AXE);
        }
        return (List<?>) browser.driver().executeAsyncScript(RUN, List.of(allowed));
    }
}
