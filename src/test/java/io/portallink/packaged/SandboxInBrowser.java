package io.portallink.packaged;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** One sandbox and one real browser for all tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SandboxInBrowser {

    final BrokerProcess broker;
    final Chromium browser;
    final DemoDashboard dashboard;
    final Inspection inspection;

    SandboxInBrowser(Path folder) {
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
}
