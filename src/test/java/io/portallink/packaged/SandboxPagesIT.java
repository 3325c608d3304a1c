package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox's own pages, inspected like those that merchants meet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxPagesIT {

    private final BrokerProcess broker;
    private final Chromium browser;
    private final DemoDashboard dashboard;
    private final Inspection inspection;

    SandboxPagesIT(@TempDir Path folder) {
        broker = BrokerProcess.jar(folder, "--spring.profiles.active=sandbox");
        browser = Chromium.start(folder.resolve("profile"));
        dashboard = new DemoDashboard(browser, broker);
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

    @Test
    void easyPostWhenWalkedThroughThenEveryPageIsAccessible() {
        dashboard.prepare("m_easypost", "easypost", "onboarding");
        inspection.everySize("sandbox-open");
        dashboard.follow();
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
        inspection.everySize("sandbox-shipengine");
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
}
