package io.portallink.packaged;

import io.portallink.testkit.Programs;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium, headless, with a profile of its own, and nothing to reach but loopback. Pictures of it are kept. */
final class Chromium implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** An inspection of a long page takes its time on a busy machine. */
    private static final Duration FOR_A_SCRIPT = Duration.ofMinutes(2);

    private static final Path PICTURES = Path.of("target", "screenshots");

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Two profiles are two people: they share no cookie. */
    static Chromium start(Path profile) {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(Programs.find("chromedriver")))
                .build();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(Programs.find("chromium"));
        options.setScriptTimeout(FOR_A_SCRIPT);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
                "--window-size=1200,900",
                "--user-data-dir=" + profile);
        return new Chromium(new ChromeDriver(service, options));
    }

    ChromeDriver driver() {
        return driver;
    }

    /** As if the address had been typed: {@code Sec-Fetch-Site} is {@code none}. */
    void type(String url) {
        driver.get(url);
    }

    void click(String css) {
        driver.findElement(By.cssSelector(css)).click();
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** By script, in one step: elements found before a page changes are stale when they are read. */
    String heading() {
        return run("return document.querySelector('h1')?.innerText ?? ''").toString();
    }

    /** What can be read on the page. */
    String text() {
        return run("return document.body.innerText").toString();
    }

    /** The types of a timeline's events. By script, in one step: the timeline is replaced while it is read. */
    List<String> events() {
        return ((List<?>)
                        run("return [...document.querySelectorAll('.timeline [data-type]')].map(e => e.dataset.type)"))
                .stream().map(String::valueOf).toList();
    }

    String url() {
        return String.valueOf(driver.getCurrentUrl());
    }

    String path() {
        return URI.create(url()).getPath();
    }

    void waitFor(String partOfUrl) {
        waitUntil(chromium -> chromium.url().contains(partOfUrl));
    }

    void waitUntil(Predicate<Chromium> condition) {
        new WebDriverWait(driver, PATIENCE).until(ignored -> condition.test(this));
    }

    Object run(String script, Object... arguments) {
        Object result = driver.executeScript(script, arguments);
        return result == null ? "" : result;
    }

    /** The tabs beside this one, as soon as there are so many. */
    List<String> tabs(int count) {
        String here = driver.getWindowHandle();
        waitUntil(ignored -> driver.getWindowHandles().size() == count + 1);
        return driver.getWindowHandles().stream()
                .filter(handle -> !handle.equals(here))
                .toList();
    }

    /** Closes the tab after it. */
    void inTab(String handle, Runnable what) {
        String here = driver.getWindowHandle();
        driver.switchTo().window(handle);
        what.run();
        driver.close();
        driver.switchTo().window(here);
    }

    void resize(int width, int height, boolean phone) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
    }

    void dark(boolean dark) {
        media(Map.of("prefers-color-scheme", dark ? "dark" : "light"));
    }

    /** What a person has set, as media features; all others are as they are. */
    void media(Map<String, String> features) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        features.entrySet().stream()
                                .map(feature -> Map.of("name", feature.getKey(), "value", feature.getValue()))
                                .toList()));
    }

    /** Whether pages may run theirs; the driver's own run still. */
    void scripts(boolean run) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
    }

    /** As if the network had gone. */
    void offline(boolean offline) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** Whether pages that are loaded from now on may do what their policy forbids. */
    void bypassPolicy(boolean bypass) {
        driver.executeCdpCommand("Page.setBypassCSP", Map.of("enabled", bypass));
    }

    /** Sent with every request from now on. */
    void headers(Map<String, String> headers) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setExtraHTTPHeaders", Map.of("headers", headers));
    }

    void picture(String name) {
        picture(PICTURES.resolve(name + ".png"));
    }

    void picture(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
