package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A person in a real browser at the sandbox: opens portals, reuses a link, comes back. Screenshots are kept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxBrowserIT {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Path PICTURES = Path.of("target", "screenshots");

    private final BrokerProcess broker;
    private final ChromeDriver browser;

    SandboxBrowserIT(@TempDir Path folder) {
        broker = BrokerProcess.jar(folder, "--spring.profiles.active=sandbox");
        browser = browser(folder);
    }

    private static ChromeDriver browser(Path folder) {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                .build();
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1200,900",
                "--user-data-dir=" + folder.resolve("profile"));
        return new ChromeDriver(service, options);
    }

    @BeforeAll
    void start() {
        broker.awaitReady();
    }

    @AfterAll
    void stop() {
        browser.quit();
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"m_easypost, easypost, billing", "m_shipengine, shipengine, billing", "m_both, easypost, onboarding"})
    void openWhenButtonIsPressedThenPortalIsThere(String merchant, String platform, String page) {
        openPortal(merchant, platform, page);

        assertThat(path()).startsWith("/sandbox/" + platform + "/");
        picture("portal-" + merchant + "-" + platform + "-" + page);
    }

    @Test
    void openWhenOnboardingIsIncompleteThenItIsShownFirstWhateverWasAsked() {
        openPortal("m_both", "shipengine", "billing");

        assertThat(browser.findElement(By.tagName("main")).getText()).containsIgnoringCase("onboarding");
        picture("portal-onboarding-first");
    }

    @Test
    void returnWhenPortalIsLeftThenDashboardIsToldWhichLink() {
        openPortal("m_easypost", "easypost", "carriers");
        browser.findElement(By.cssSelector("a[href*='/return/']")).click();
        waitFor("portal_link=plk_");

        assertThat(browser.getCurrentUrl()).contains("state=");
        picture("returned");
    }

    @Test
    void openWhenLinkWasUsedThenPageSaysSoAndOffersANewOne() {
        String launchUrl = openPortal("m_easypost", "easypost", "reports");
        browser.get(launchUrl);

        assertThat(browser.findElement(By.tagName("h1")).getText()).contains("used already");
        picture("used");
    }

    @Test
    void openWhenAddressIsTypedThenButtonComesFirst() {
        String launchUrl = prepare("m_easypost", "easypost", "branding");
        browser.get("about:blank");
        // a driver's own visit looks like a typed address: Sec-Fetch-Site is none
        browser.get(launchUrl);
        assertThat(path()).startsWith("/launch/");
        picture("confirm");

        browser.findElement(By.tagName("button")).click();
        waitFor("/sandbox/easypost/");
    }

    @ParameterizedTest
    @CsvSource({"m_down", "m_denied", "m_unknown", "m_garbage", "m_limited"})
    void openWhenPlatformFailsThenPageSaysWhatToDo(String merchant) {
        openPortal(merchant, "easypost", "billing");

        assertThat(browser.findElement(By.tagName("h1")).getText()).contains("could not be opened");
        assertThat(browser.findElements(By.tagName("button"))).hasSize(1);
        picture("failed-" + merchant);
    }

    /** The launch URL, after it was clicked. */
    private String openPortal(String merchant, String platform, String page) {
        String launchUrl = prepare(merchant, platform, page);
        browser.findElement(By.cssSelector("a[href*='/launch/']")).click();
        new WebDriverWait(browser, PATIENCE)
                .until(driver -> !driver.findElements(By.tagName("h1")).isEmpty()
                        && driver.findElements(By.cssSelector("a[href*='/launch/']"))
                                .isEmpty());
        return launchUrl;
    }

    private String prepare(String merchant, String platform, String page) {
        browser.get("http://localhost:" + broker.port() + "/");
        if (!Files.exists(PICTURES.resolve("dashboard.png"))) {
            picture("dashboard");
        }
        for (var form : browser.findElements(By.cssSelector("form[action$='/sandbox/open']"))) {
            if (List.of(merchant, platform, page)
                    .equals(List.of(
                            value(form.findElements(By.name("merchant"))),
                            value(form.findElements(By.name("platform"))),
                            value(form.findElements(By.name("page")))))) {
                form.findElement(By.tagName("button")).click();
                new WebDriverWait(browser, PATIENCE)
                        .until(driver -> driver.findElement(By.cssSelector("a[href*='/launch/']")));
                picture("prepared-" + merchant + "-" + platform);
                return String.valueOf(browser.findElement(By.cssSelector("a[href*='/launch/']"))
                        .getAttribute("href"));
            }
        }
        throw new AssertionError("no button for " + merchant + ", " + platform + ", " + page);
    }

    private static String value(List<WebElement> inputs) {
        return inputs.isEmpty() ? "" : String.valueOf(inputs.getFirst().getAttribute("value"));
    }

    private void waitFor(String part) {
        new WebDriverWait(browser, PATIENCE)
                .until(driver -> String.valueOf(driver.getCurrentUrl()).contains(part));
    }

    private String path() {
        return URI.create(String.valueOf(browser.getCurrentUrl())).getPath();
    }

    private void picture(String name) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
