package io.portallink.packaged;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.portallink.packaged.PagesBroker.ACME;
import static io.portallink.packaged.PagesBroker.BARE;
import static io.portallink.packaged.PagesBroker.HALF;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.packaged.PagesBroker.Link;
import io.portallink.portal.Problem;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every page that people meet when things go wrong, in a real browser: accessible, readable on a phone, in the tenant's name,
 * distinct, and with a next step. The pictures in {@code target/screenshots} are there to be looked at.
 */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesIT {

    private static final String OPENED_LONG_AGO = "opened_at = now() - interval '31 minutes'";

    private final PagesBroker broker;
    private final Chromium browser;
    private final Inspection inspection;
    private final Map<String, String> seen = new HashMap<>();

    PagesIT(@TempDir Path folder) {
        broker = new PagesBroker(folder);
        browser = Chromium.start(folder.resolve("profile"));
        inspection = new Inspection(browser);
    }

    @BeforeAll
    void start() {
        broker.awaitReady();
    }

    @AfterAll
    void stop() {
        browser.close();
        broker.close();
    }

    @BeforeEach
    void allIsWell() {
        StubPlatforms.reset();
        browser.driver().manage().deleteAllCookies();
    }

    @ParameterizedTest
    @CsvSource({
        "confirm, Open your shipping account",
        "expired, expired",
        "revoked, withdrawn",
        "failed, did not work out",
        "used, used already",
        "gone, too old"
    })
    void linkWhenItOpensNothingYetOrAnyMoreThenPageSaysWhich(String name, String heading) {
        linkIn(name, ACME);
        inspect(name, heading, "Acme Market");
        linkIn(name, BARE);
        inspect(name + "-bare", heading, PagesBroker.BARE_NAME);
    }

    private void linkIn(String state, String key) {
        Link link = broker.link(key);
        switch (state) {
            case "expired" -> broker.store().set(link.id(), "expires_at = now() - interval '1 second'");
            case "revoked" -> broker.revoke(key, link);
            case "failed" -> broker.store().set(link.id(), "status = 'failed', failures = 5");
            case "used" -> broker.http().get(Http.path(link.url()), Http.NAVIGATION);
            case "gone" -> broker.store().delete(link.id());
            default -> assertThat(state).isEqualTo("confirm");
        }
        browser.type(link.url());
    }

    @ParameterizedTest
    @CsvSource({
        "limited, 429",
        "limited-long, 429",
        "down, 503",
        "denied, 401",
        "unknown, 404",
        "garbage, 201",
        "slow, 201"
    })
    void launchWhenPlatformFailsThenPageSaysWhyAndWhatHelps(String name, int status) {
        boolean limited = status == 429; // closes the tap of a credential: ShipEngine's, which nothing else here needs
        Link link = broker.link(ACME, limited ? PagesBroker.SHIPENGINE : PagesBroker.EASYPOST);
        var answer = aResponse().withStatus(status).withBody("<html>");
        if (limited) {
            PagesBroker.shipEngineAnswers(answer.withHeader("Retry-After", name.equals("limited") ? "1" : "300"));
        } else {
            PagesBroker.easyPostAnswers(name.equals("slow") ? answer.withFixedDelay(6000) : answer);
        }
        browser.type(link.url());
        browser.click("button");
        inspect(name, "could not be opened", "Acme Market");
        if (name.equals("limited")) {
            StubPlatforms.reset();
            Awaitility.await().until(broker::opensAtShipEngine);
        }
    }

    @Test
    void launchWhenPlatformFailsTheLastTimeThenNewLinkIsOffered() {
        Link link = broker.link(ACME);
        broker.store().set(link.id(), "failures = 4");
        PagesBroker.easyPostAnswers(aResponse().withStatus(500));
        browser.type(link.url());
        browser.click("button");
        inspect("given-up", "could not be opened", "Acme Market");
        assertThat(browser.all("button")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "no-session, can't go on in this browser",
        "revoked, can't go on",
        "ended, is over",
        "limit, time for a new link"
    })
    void refreshWhenRefusedThenPageSaysWhyAndWhereToGo(String reason, String heading) {
        refused(reason, BARE, 0);
        inspect("refused-" + reason + "-bare", heading, PagesBroker.BARE_NAME);
        refused(reason, HALF, 0);
        inspect("refused-" + reason + "-half", heading, "Half Market");
        refused(reason, ACME, 3);
        inspect("refused-" + reason, heading, "Acme Market");
    }

    private void refused(String reason, String key, int bounces) {
        Link link = reason.equals("no-session") ? broker.opened(key) : openedHere(key);
        String refresh = broker.told("refresh_url");
        for (int i = 0; i < bounces; i++) {
            assertThat(broker.http().get(Http.path(refresh), Map.of()).statusCode())
                    .isEqualTo(302);
        }
        switch (reason) {
            case "revoked" -> broker.revoke(key, link);
            case "ended" -> broker.store().set(link.id(), OPENED_LONG_AGO);
            case "limit" -> broker.store().set(link.id(), "refreshes = 3");
            default -> assertThat(reason).isEqualTo("no-session");
        }
        browser.type(refresh);
    }

    @Test
    void refreshWhenPlatformIsDownThenItCanBeTriedAgain() {
        openedHere(ACME);
        String refresh = broker.told("refresh_url");
        PagesBroker.easyPostAnswers(aResponse().withStatus(503));
        browser.type(refresh);
        inspect("refresh-failed-again", "could not be opened", "Acme Market");
    }

    /** A new link, opened in this browser. The platform's own address leads nowhere here. */
    private Link openedHere(String key) {
        Link link = broker.link(key);
        browser.type(link.url());
        browser.click("button");
        browser.waitFor("app.easypost.com");
        return link;
    }

    @Test
    void launchWhenAnotherIsUnderWayThenPageWaitsAndGoesOnByItself() {
        Link link = broker.link(ACME);
        broker.store()
                .set(link.id(), "status = 'opening', claim_id = 'other', claim_until = now() + interval '1 hour'");
        browser.type(link.url());
        browser.run("navigation.addEventListener('navigate', leaving => leaving.preventDefault())");
        // meta-refresh: the contract's own two seconds; nothing that was typed or read is lost by it, and it ends by
        // itself
        inspect("busy", "Just a moment", "Acme Market", "meta-refresh");

        browser.type(link.url());
        broker.revoke(ACME, link);
        browser.waitUntil(chromium -> chromium.heading().contains("withdrawn"));
    }

    @Test
    void returnWhenTenantHasNoUrlThenPageSaysWhereToGo() {
        openedHere(BARE);
        browser.type(broker.told("return_url"));
        inspect("returned-bare", "You have left", PagesBroker.BARE_NAME);
    }

    @Test
    void launchWhenPrefetchedThenPageSaysWhy() {
        Link link = broker.link(ACME);
        browser.headers(Map.of("Purpose", "prefetch"));
        browser.type(link.url());
        browser.headers(Map.of());
        inspect("prefetch", "Not opened in advance", "");
    }

    @Test
    void launchWhenTicketIsNotGenuineThenPageSaysWhatToDo() {
        browser.type(broker.address("/launch/abc"));
        inspect("not-genuine", "does not work", "");
    }

    @Test
    void launchWhenStoreDoesNotAnswerThenPageSaysSo() {
        Link link = broker.link(ACME);
        broker.store().whileLocked(() -> browser.type(link.url()));
        inspect("store-down", "can't answer just now", "");
    }

    @Test
    void anythingElseWhenThereIsNoPageThenPageSaysSo() {
        browser.type(broker.address("/nowhere"));
        inspect("nowhere", "no page", "");
        browser.type(broker.address("/v1%2f"));
        inspect("malformed", "did not work", "");
    }

    @ParameterizedTest
    @EnumSource
    void problemWhenItsTypeIsFollowedThenCauseAndRemedyCanBeRead(Problem problem) {
        browser.type(broker.address("/problems/" + problem.code()));
        assertThat(browser.text()).contains(problem.title(), "Cause: ", "Remedy: ");
        inspection.onPhone("problem-" + problem.code());
    }

    /** @param allowed axe's rules that this page breaks on purpose */
    private void inspect(String name, String heading, String site, String... allowed) {
        browser.waitUntil(chromium -> chromium.heading().contains(heading));
        assertThat(browser.text()).as(name).contains(site);
        assertThat(browser.run("return document.title").toString()).as(name).contains(heading, site);
        assertThat(hasNextStep()).as("a next step in " + browser.text()).isTrue();
        if (!name.endsWith("-bare") && !name.endsWith("-half") && !name.endsWith("-again")) {
            String words = browser.text().replaceFirst("Reference: \\S+", "").replace("\n", " ");
            assertThat(seen.put(words, name)).as(words).isNull();
        }
        inspection.everySize(name, allowed);
    }

    /** A button, or a sentence that says what to do. */
    private boolean hasNextStep() {
        return !browser.all("main form button, main a.button[href]").isEmpty()
                || browser.text().matches("(?s).*(Go back to|Click on it|Check the address|To go on,).*");
    }
}
