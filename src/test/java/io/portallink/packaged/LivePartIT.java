package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sandbox's script does with answers that are late, missing, or new, in a real browser. */
@Tag("full")
class LivePartIT extends SandboxInBrowser {

    /** Answers in the broker's place: after some time, each time another part, with a time that is over soon. */
    private static final String ANSWERS = """
            const [delay, life] = arguments;
            const until = new Date(Date.now() + life).toISOString();
            window.asked = 0; window.underWay = 0; window.most = 0;
            window.fetch = async () => {
              const number = ++window.asked;
              window.most = Math.max(window.most, ++window.underWay);
              await new Promise(done => setTimeout(done, delay));
              window.underWay--;
              return new Response(`<p data-status="issued">${number} The link
                <time data-until="${until}" data-name="The link" data-over="is over: its time has passed">dies at</time></p>`);
            };""";

    /** Writes down every text that a countdown ever had. */
    private static final String TEXTS = """
            window.texts = [];
            new MutationObserver(() => window.texts.push(document.querySelector('[data-until]').innerText))
              .observe(document.querySelector('[data-live]'), {childList: true, subtree: true, characterData: true});""";

    /** Answers with so many events, each time with more, as the array says; the last time's stay. */
    private static final String EVENTS = """
            const counts = arguments[0];
            window.fetch = async () => {
              const count = counts.length > 1 ? counts.shift() : counts[0];
              return new Response('<ol>' + '<li data-type="refreshed"><strong>Refreshed</strong></li>'.repeat(count) + '</ol>');
            };""";

    /** Writes down what a screen reader is told. */
    private static final String SAID = """
            window.said = [];
            const news = document.getElementById('news');
            new MutationObserver(() => news.textContent && window.said.push(news.textContent))
              .observe(news, {childList: true, subtree: true, characterData: true});""";

    /** Clicks the link at these times, in milliseconds, and tells which clicks the page lets the browser follow. */
    private static final String CLICKS = """
            const link = document.querySelector('a[data-once]');
            link.setAttribute('href', '#followed');
            return arguments[0].map(at => {
              const click = new MouseEvent('click', {bubbles: true, cancelable: true});
              Object.defineProperty(click, 'timeStamp', {value: 1000 + at});
              return link.dispatchEvent(click);
            });""";

    LivePartIT(@TempDir Path folder) {
        super(folder);
    }

    @Test
    void pollWhenAnAnswerIsLateThenTheNextWaitsForIt() {
        dashboard.prepare("m_easypost", "easypost", "billing");
        browser.run(ANSWERS, 2500, 300_000);
        browser.waitUntil(chromium -> number("asked") >= 3);

        assertThat(number("most")).as("under way at a time").isEqualTo(1);
    }

    @Test
    void countdownWhenItsPartIsReplacedAllTheTimeThenItIsSaidToBeOver() {
        dashboard.prepare("m_easypost", "easypost", "billing");
        browser.run(ANSWERS, 1, 3500);
        browser.waitUntil(chromium -> news().equals("The link is over: its time has passed"));
    }

    @Test
    void countdownWhenItsPartIsReplacedThenEachTimeIsSaidOnce() {
        dashboard.prepare("m_easypost", "easypost", "billing");
        browser.run(SAID);
        browser.run(ANSWERS, 1, 12_000);
        browser.waitUntil(chromium -> chromium.text().matches("(?s).*dies in [1-7] s.*"));

        assertThat((List<?>) browser.run("return window.said"))
                .singleElement()
                .asString()
                .matches("The link dies in (10|9|8) s");
    }

    @Test
    void timelineWhenTheSameHappensAgainThenItIsSaidAgain() {
        dashboard.prepare("m_easypost", "easypost", "billing");
        browser.run(SAID);
        browser.run(EVENTS, List.of(1, 2, 3));
        browser.waitUntil(chromium -> chromium.all("[data-type=refreshed]").size() == 3);

        awaitSaid("Refreshed", "Refreshed");
    }

    @Test
    void timelineWhenMuchHappensAtOnceThenAllOfItIsSaid() {
        dashboard.prepare("m_easypost", "easypost", "billing");
        browser.run(SAID);
        browser.run(EVENTS, List.of(1, 4));

        awaitSaid("Refreshed. Refreshed. Refreshed");
    }

    private void awaitSaid(String... words) {
        browser.waitUntil(chromium -> chromium.run("return window.said").equals(List.of(words)));
    }

    @Test
    void countdownWhenItsPartIsReplacedThenItRunsAtOnce() {
        dashboard.prepare("m_easypost", "easypost", "billing");
        browser.run(TEXTS);
        browser.run("fetch(arguments[0], {headers: {'X-Purpose': 'preview'}})", dashboard.href(DemoDashboard.LINK));
        browser.waitUntil(chromium -> chromium.events().contains("prefetch_blocked"));

        assertThat((List<?>) browser.run("return window.texts"))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text.toString()).startsWith("dies in "));
    }

    @Test
    void brokerWhenItDoesNotAnswerThenThePageSaysSoUntilItDoes() {
        browser.type(dashboard.address() + "/");
        assertThat(browser.all("#lost").getFirst().isDisplayed()).isFalse();
        browser.offline(true);
        try {
            browser.waitUntil(chromium -> chromium.all("#lost").getFirst().isDisplayed());
            browser.waitUntil(chromium -> news().startsWith("The broker does not answer."));
            assertThat(browser.all("#lost").getFirst().getText()).isEqualTo(news());
            inspection.everySize("live-broker-gone");
        } finally {
            browser.offline(false);
        }
        browser.waitUntil(chromium -> !chromium.all("#lost").getFirst().isDisplayed());
        browser.waitUntil(chromium -> news().equals("The broker answers again."));
    }

    @Test
    void brokerWhenItWasStartedAnewThenThePageSaysThatTheLinkIsForgotten() {
        dashboard.prepare("m_easypost", "easypost", "billing");
        browser.run("document.querySelector('[data-live]').dataset.live = '/sandbox/links/plk_0/live'");
        browser.waitUntil(chromium -> chromium.all("#lost").getFirst().isDisplayed());
        browser.waitUntil(chromium -> news().startsWith("The broker does not know this any more"));
    }

    @Test
    void brokerWhenTheBrowserKnowsNoTimeoutThenThePageGoesOn() {
        dashboard.prepare("m_easypost", "easypost", "billing");
        browser.run("AbortSignal.timeout = undefined");
        browser.run("fetch(arguments[0], {headers: {'X-Purpose': 'preview'}})", dashboard.href(DemoDashboard.LINK));
        browser.waitUntil(chromium -> chromium.events().contains("prefetch_blocked"));

        assertThat(browser.all("#lost").getFirst().isDisplayed()).isFalse();
    }

    /** The store may hang for 3 seconds beside the platform's 5. */
    @Test
    void linkWhenClickedAgainBeforeALaunchMustBeOverThenItIsNotFollowedAgain() {
        dashboard.prepare("m_easypost", "easypost", "billing");

        assertThat((List<?>) browser.run(CLICKS, List.of(0, 8000, 9999, 10_000)))
                .isEqualTo(List.of(true, false, false, true));
    }

    /** What a screen reader is told last. */
    private String news() {
        return browser.run("return document.getElementById('news').textContent").toString();
    }

    private int number(String variable) {
        return ((Number) browser.run("return window[arguments[0]]", variable)).intValue();
    }
}
