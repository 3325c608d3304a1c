package io.portallink.packaged;

import java.util.List;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What a person does on the sandbox's dashboard. */
final class DemoDashboard {

    static final String LINK = "a[href*='/launch/']";

    private final Chromium browser;
    private final String address;

    DemoDashboard(Chromium browser, BrokerProcess broker) {
        this.browser = browser;
        this.address = "http://localhost:" + broker.port();
    }

    String address() {
        return address;
    }

    /** Asks for a portal link; the page with the link is there then. The launch URL. */
    String prepare(String merchant, String platform, String page) {
        browser.type(address + "/");
        button(merchant, platform, page).click();
        browser.waitUntil(chromium -> !chromium.all(LINK).isEmpty());
        return href(LINK);
    }

    /** Asks for a portal link and follows it. The launch URL, after it was clicked. */
    String open(String merchant, String platform, String page) {
        String launchUrl = prepare(merchant, platform, page);
        follow();
        return launchUrl;
    }

    /** Presses a button that leads straight to the portal; whatever page comes then is there. */
    void straight(String merchant, String platform, String page) {
        browser.type(address + "/?go=straight");
        button(merchant, platform, page).click();
        browser.waitUntil(chromium -> !chromium.path().equals("/")
                && chromium.all("form[action$='/sandbox/open']").isEmpty()
                && !chromium.all("h1").isEmpty());
    }

    /** Presses every button of a card, each of which leads straight to the portal in a tab of its own; the tabs. */
    List<String> straightInTabs(String merchant, String platform) {
        browser.type(address + "/?go=straight");
        WebElement form = form(merchant, platform);
        browser.run("arguments[0].target = '_blank'", form);
        List<WebElement> buttons = form.findElements(By.name("page"));
        buttons.forEach(WebElement::click);
        return browser.tabs(buttons.size());
    }

    /** The pages that the merchant's card at the platform offers. */
    List<String> pages(String merchant, String platform) {
        browser.type(address + "/");
        return form(merchant, platform).findElements(By.name("page")).stream()
                .map(button -> String.valueOf(button.getAttribute("value")))
                .toList();
    }

    /** Follows the prepared link; whatever page comes then is there. */
    void follow() {
        browser.click(LINK);
        browser.waitUntil(
                chromium -> chromium.all(LINK).isEmpty() && !chromium.all("h1").isEmpty());
    }

    String href(String css) {
        return Objects.requireNonNull(browser.all(css).getFirst().getAttribute("href"));
    }

    private WebElement button(String merchant, String platform, String page) {
        return form(merchant, platform).findElement(By.cssSelector("button[name=page][value='" + page + "']"));
    }

    private WebElement form(String merchant, String platform) {
        return browser.all("form[action$='/sandbox/open']:has([name=merchant][value='" + merchant
                        + "']):has([name=platform][value='" + platform + "'])")
                .getFirst();
    }
}
