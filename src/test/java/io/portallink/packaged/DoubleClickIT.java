package io.portallink.packaged;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.portallink.packaged.PagesBroker.Link;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/**
 * The button of the page that a mailed or typed link shows, pressed twice in a real browser. The browser drops the answer to
 * the first form post, with its cookie, and sends a second one: the merchant gets into the portal all the same.
 */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoubleClickIT {

    private static final List<Integer> GAPS = List.of(0, 60, 150, 400);
    /** EasyPost was recorded at 0.12 to 0.33 s. */
    private static final List<Integer> PLATFORM_DELAYS = List.of(50, 300, 1500);

    private static final String PORTAL = "/portal";
    private static final String PORTAL_PAGE = "<!doctype html><title>Portal</title><h1>The portal</h1>";

    private final PagesBroker broker;
    private final Chromium browser;

    DoubleClickIT(@TempDir Path folder) {
        String host = "localhost:" + StubPlatforms.easyPost().port();
        broker = new PagesBroker(
                folder,
                "--portal.platforms.easypost.redirect-hosts[0]=" + host,
                "--portal.platforms.shipengine.redirect-hosts[0]=" + host);
        browser = Chromium.start(folder.resolve("profile"));
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
        StubPlatforms.easyPost()
                .stubFor(get(urlPathEqualTo(PORTAL)).willReturn(okForContentType("text/html", PORTAL_PAGE)));
    }

    @ParameterizedTest(name = "{0}, {1} ms between the clicks, {2} ms at the platform")
    @MethodSource("clicks")
    void buttonWhenClickedTwiceThenThePortalOpens(String platform, int gap, int delay) {
        Link link = shown(platform, delay);

        new Actions(browser.driver())
                .moveToElement(browser.all("button").getFirst())
                .click()
                .pause(Duration.ofMillis(gap))
                .click()
                .perform();

        assertInThePortal(link);
    }

    @ParameterizedTest(name = "{0} twice, {1} ms between, {2} ms at the platform")
    @MethodSource("keys")
    void buttonWhenPressedTwiceByKeyThenThePortalOpens(String name, int gap, int delay) {
        Keys key = Keys.valueOf(name);
        Link link = shown("easypost", delay);

        new Actions(browser.driver())
                .sendKeys(Keys.TAB)
                .sendKeys(key)
                .pause(Duration.ofMillis(gap))
                .sendKeys(key)
                .perform();

        assertInThePortal(link);
    }

    static Stream<Arguments> clicks() {
        return Stream.of("easypost", "shipengine")
                .flatMap(platform -> GAPS.stream()
                        .flatMap(gap -> PLATFORM_DELAYS.stream().map(delay -> Arguments.of(platform, gap, delay))));
    }

    static Stream<Arguments> keys() {
        return Stream.of("ENTER", "SPACE")
                .flatMap(key -> GAPS.stream()
                        .flatMap(gap -> PLATFORM_DELAYS.stream().map(delay -> Arguments.of(key, gap, delay))));
    }

    /** The page with the button, at a platform that takes its time. */
    private Link shown(String platform, int delay) {
        String portal = StubPlatforms.easyPost().baseUrl() + PORTAL + "?session=1";
        ResponseDefinitionBuilder answer = aResponse()
                .withStatus(201)
                .withHeader("Content-Type", "application/json")
                .withFixedDelay(delay)
                .withBody("{\"link\": \"%1$s\", \"redirect_url\": \"%1$s\"}".formatted(portal));
        PagesBroker.easyPostAnswers(answer);
        PagesBroker.shipEngineAnswers(answer);
        Link link = broker.link(
                PagesBroker.ACME, platform.equals("easypost") ? PagesBroker.EASYPOST : PagesBroker.SHIPENGINE);
        browser.type(link.url());
        assertThat(browser.heading()).isEqualTo("Open your shipping account");
        return link;
    }

    private void assertInThePortal(Link link) {
        browser.waitUntil(DoubleClickIT::isSettled);
        assertThat(browser.heading()).isEqualTo("The portal");
        assertThat(events(link)).containsOnlyOnce("opened").doesNotContain("replayed", "refresh_refused", "failed");
    }

    private static boolean isSettled(Chromium browser) {
        return !List.of("", "Just a moment", "Open your shipping account").contains(browser.heading());
    }

    private Stream<String> events(Link link) {
        return Http.json(broker.http().api("GET", "/v1/portal-links/" + link.id(), PagesBroker.ACME, ""))
                .path("events")
                .valueStream()
                .map(event -> event.path("type").stringValue());
    }
}
