package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WindowType;

/** A merchant reloads, goes back and comes again, as people do; a stranger tries the same addresses in another profile. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefreshWalkIT {

    private static final String EASYPOST = "/sandbox/easypost/customer-portal/";
    private static final String SHIPENGINE = "/sandbox/shipengine/";

    private final BrokerProcess broker;
    private final Chromium merchant;
    private final Chromium stranger;
    private final DemoDashboard dashboard;

    RefreshWalkIT(@TempDir Path folder) {
        broker = BrokerProcess.jar(folder, "--spring.profiles.active=sandbox");
        merchant = Chromium.start(folder.resolve("merchant"));
        stranger = Chromium.start(folder.resolve("stranger"));
        dashboard = new DemoDashboard(merchant, broker);
    }

    @BeforeAll
    void start() {
        broker.awaitReady();
    }

    @AfterAll
    void stop() {
        merchant.close();
        stranger.close();
        broker.close();
    }

    @Test
    void easyPostWhenReloadedReusedTriedByAStrangerAndLeftThenTimelineTellsItAll() {
        String launchUrl = dashboard.open("m_easypost", "easypost", "billing");
        String first = portal(EASYPOST);

        merchant.driver().navigate().refresh();
        String second = portal(EASYPOST);
        assertThat(second).as("a new session, since one works once").isNotEqualTo(first);
        merchant.picture("walk-refreshed");

        backToTheLinkAndFollowIt(launchUrl);
        String third = portal(EASYPOST);
        assertThat(third).isNotIn(first, second);

        strangerGetsNothing(launchUrl, third);

        merchant.driver().navigate().refresh();
        assertThat(portal(EASYPOST)).isNotIn(first, second, third);

        fourthTimeEndsAtTheDashboard(launchUrl);

        merchant.click("a[href*='/return/']");
        merchant.waitFor("portal_link=plk_");
        assertThat(merchant.path()).isEqualTo("/");
        assertThat(merchant.url()).contains("&state=").doesNotContain("reason=");
        assertThat(merchant.text())
                .contains("came back from the portal", "this dashboard sent along with it, for m_easypost");
        merchant.picture("walk-returned");

        merchant.click("section a[href*='/sandbox/links/']");
        merchant.waitFor("/sandbox/links/");
        assertThat(merchant.events())
                .containsExactly(
                        "issued",
                        "opened",
                        "refreshed",
                        "refreshed",
                        "replayed",
                        "replayed",
                        "refresh_refused",
                        "refreshed",
                        "refresh_refused",
                        "returned");
        merchant.picture("walk-timeline");
    }

    @Test
    void shipEngineWhenReloadedThenItsOwnMessageAndWhenReusedThenInAgain() {
        String launchUrl = dashboard.open("m_shipengine", "shipengine", "billing");
        String first = portal(SHIPENGINE);

        merchant.driver().navigate().refresh();
        merchant.waitUntil(browser -> browser.heading().contains("token was used"));
        merchant.picture("walk-shipengine-token-used");

        backToTheLinkAndFollowIt(launchUrl);
        assertThat(portal(SHIPENGINE)).isNotEqualTo(first);
        assertThat(merchant.heading()).contains("ShipEngine portal");
    }

    /** The portal's address, its one-time session in it. */
    private String portal(String place) {
        merchant.waitUntil(browser ->
                browser.path().startsWith(place) && !browser.all("dl").isEmpty());
        return merchant.url();
    }

    private void backToTheLinkAndFollowIt(String launchUrl) {
        merchant.driver().navigate().back();
        merchant.waitUntil(browser -> !browser.all(DemoDashboard.LINK).isEmpty());
        assertThat(dashboard.href(DemoDashboard.LINK)).as("the same link").isEqualTo(launchUrl);
        dashboard.follow();
    }

    private void strangerGetsNothing(String launchUrl, String portalUrl) {
        stranger.type(launchUrl);
        assertThat(stranger.heading()).contains("used already");
        stranger.picture("walk-stranger-used");
        stranger.type(dashboard.address() + "/");
        stranger.run("location.assign(arguments[0])", launchUrl);
        stranger.waitUntil(browser -> browser.path().startsWith("/launch/"));
        assertThat(stranger.heading()).contains("used already");

        stranger.type(portalUrl);
        assertThat(stranger.path()).isEqualTo("/");
        assertThat(stranger.url()).contains("portal_link=plk_", "&state=", "reason=no-session");
        stranger.picture("walk-stranger-no-session");
    }

    private void fourthTimeEndsAtTheDashboard(String launchUrl) {
        String portalTab = merchant.driver().getWindowHandle();
        merchant.driver().switchTo().newWindow(WindowType.TAB);
        merchant.type(launchUrl);
        assertThat(merchant.path()).isEqualTo("/");
        assertThat(merchant.url()).contains("reason=limit");
        merchant.picture("walk-limit");
        merchant.driver().close();
        merchant.driver().switchTo().window(portalTab);
    }
}
