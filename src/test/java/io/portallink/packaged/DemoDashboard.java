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
        for (var form : browser.all("form[action$='/sandbox/open']")) {
            if (List.of(merchant, platform).equals(List.of(value(form, "merchant"), value(form, "platform")))) {
                return form.findElement(By.cssSelector("button[name=page][value='" + page + "']"));
            }
        }
        throw new AssertionError("no button for " + merchant + ", " + platform + ", " + page);
    }

    private static String value(WebElement form, String name) {
        return form.findElements(By.name(name)).stream()
                .map(input -> String.valueOf(input.getAttribute("value")))
                .findFirst()
                .orElse("");
    }
}
