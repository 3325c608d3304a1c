package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Http;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A walk through the packaged sandbox over HTTP, without a browser: every kind of page is got, and each is good HTML. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxWalkIT {

    private static final String LAUNCH = "a[href*=/launch/]";

    private final BrokerProcess broker;
    private Visitor visitor;

    SandboxWalkIT(@TempDir Path folder) {
        broker = BrokerProcess.jar(folder, "--spring.profiles.active=sandbox");
        visitor = new Visitor(broker);
    }

    @BeforeAll
    void start() {
        broker.awaitReady();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @BeforeEach
    void anotherPerson() {
        visitor = new Visitor(broker);
    }

    @ParameterizedTest
    @CsvSource({"m_easypost, easypost", "m_both, easypost", "m_shipengine, shipengine"})
    void pagesWhenOpenedThenPortalComes(String merchant, String platform) {
        visitor.type("/");
        List<String> pages =
                visitor.page().select(form(merchant, platform) + " [name=page]").eachAttr("value");
        assertThat(pages).contains("", "onboarding", "billing", "carriers");
        for (String page : pages) {
            open(merchant, platform, page);
            visitor.follow(LAUNCH);

            assertThat(visitor.status()).as(page).isEqualTo(200);
            assertThat(visitor.path()).as(page).startsWith("/sandbox/" + platform + "/");
            assertThat(visitor.heading()).contains("portal (simulated)");
        }
    }

    @Test
    void easyPostWhenLeftAndComeBackToThenDashboardAndTimelineTellOfIt() {
        open("m_easypost", "easypost", "billing");
        visitor.follow(LAUNCH);
        visitor.follow("a[href*=/refresh/]");
        assertThat(visitor.path()).startsWith("/sandbox/easypost/");
        visitor.follow("a[href*=/return/]");
        assertThat(visitor.path()).startsWith("/?").contains("portal_link=plk_");
        assertThat(visitor.page().text()).contains("The merchant came back from the portal.");

        visitor.follow("section a[href*=/sandbox/links/]");
        assertThat(visitor.page().select("[data-type]").eachAttr("data-type"))
                .containsExactly("issued", "opened", "refreshed", "returned");
        for (String part : visitor.page().select("[data-live]").eachAttr("data-live")) {
            assertThat(broker.http().get(part, Map.of()).statusCode()).as(part).isEqualTo(200);
        }
    }

    @Test
    void shipEngineWhenOnboardingIsIncompleteThenItComesFirst() {
        open("m_both", "shipengine", "billing");
        visitor.follow(LAUNCH);
        assertThat(visitor.page().text()).contains("Onboarding first.");
        visitor.press("form[action$=/onboarding] button");
        assertThat(visitor.path()).startsWith("/sandbox/shipengine/portal");
        visitor.type("/");
        visitor.press(".card form[action$=/onboarding] button");
        assertThat(visitor.page().text()).contains("Onboarding to do");
    }

    @Test
    void linkWhenTypedThenButtonComesFirstAndOpens() {
        open("m_easypost", "easypost", "carriers");
        String launch = visitor.page().select(LAUNCH).attr("href");
        visitor.type(launch);
        assertThat(visitor.heading()).isEqualTo("Open your shipping account");
        visitor.press("main form button");
        assertThat(visitor.path()).startsWith("/sandbox/easypost/");

        anotherPerson();
        visitor.type(launch);
        assertThat(visitor.status()).isEqualTo(410);
        assertThat(visitor.heading()).contains("used already");
        visitor.follow("main a.button");
        assertThat(visitor.path()).startsWith("/");
    }

    @ParameterizedTest
    @CsvSource({"scan, Nothing was burnt", "expire, expired", "revoke, revoked"})
    void controlWhenPressedThenPageSaysWhatCameOfIt(String control, String words) {
        open("m_both", "easypost", "reports");
        visitor.press("form[action$=/" + control + "] button");

        assertThat(visitor.status()).isEqualTo(200);
        assertThat(visitor.page().text()).containsIgnoringCase(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"m_unknown", "m_denied", "m_limited", "m_down", "m_slow", "m_garbage"})
    void failingMerchantWhenOpenedThenPageSaysWhatToDo(String merchant) {
        open(merchant, "easypost", "billing");
        visitor.follow(LAUNCH);

        assertThat(visitor.status()).isGreaterThanOrEqualTo(400);
        assertThat(visitor.heading()).contains("could not be opened");
        assertThat(visitor.page().select("main button")).hasSize(1);
    }

    @Test
    void troubleWhenMadeThenTheMerchantMeetsItUntilItEnds() {
        open("m_shipengine", "shipengine", "billing");
        visitor.press("button[value=down]");
        visitor.follow(LAUNCH);
        assertThat(visitor.heading()).contains("could not be opened");
        visitor.type("/");
        visitor.press(".card button[value=normal]");
        open("m_shipengine", "shipengine", "billing");
        visitor.follow(LAUNCH);
        assertThat(visitor.heading()).contains("ShipEngine portal");
    }

    @Test
    void linksOfTheSandboxWhenFollowedThenEachLeadsToAPage() {
        for (String page : List.of("/", "/?go=straight", "/sandbox/api", "/?portal_link=plk_0&reason=no-session")) {
            visitor.type(page);
            assertThat(visitor.status()).as(page).isEqualTo(200);
            for (Element link : visitor.page().select("a[href^=/]")) {
                String href = link.attr("href");
                assertThat(broker.http().get(href, Http.NAVIGATION).statusCode())
                        .as(href + " on " + page)
                        .isEqualTo(href.endsWith("plk_0") ? 404 : 200);
            }
        }
    }

    /** The page with the link is there then. */
    private void open(String merchant, String platform, String page) {
        visitor.type("/");
        visitor.press(form(merchant, platform) + " button[name=page][value=" + (page.isEmpty() ? "''" : page) + "]");
        assertThat(visitor.path()).startsWith("/sandbox/open/");
    }

    private static String form(String merchant, String platform) {
        return "form[action$=/sandbox/open]:has([name=merchant][value=" + merchant + "]):has([name=platform][value="
                + platform + "])";
    }
}
