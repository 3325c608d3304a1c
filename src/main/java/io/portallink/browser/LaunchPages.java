package io.portallink.browser;

import io.portallink.broker.Refresh;
import io.portallink.link.LinkStatus;
import io.portallink.link.PortalLink;
import io.portallink.link.Tokens;
import io.portallink.portal.PortalFailure;
import io.portallink.tenant.Tenant;
import io.portallink.web.HtmlPage;
import java.util.Optional;

/** The words of the pages around a launch: what happened, and the next step. */
final class LaunchPages {

    private static final String NOT_OPENED = "Your shipping account could not be opened";
    private static final String NEW_LINK = "Get a new link";
    private static final String AGAIN = "Try again";

    /** An address that leads to the page's own. */
    private static final String HERE = "";

    private final Dashboard dashboard;

    LaunchPages(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    HtmlPage confirm(PortalLink link) {
        return page(
                        link,
                        "Open your shipping account",
                        "Press the button to go on to your account at the shipping provider. The link works once.")
                .withButton("Open my account");
    }

    HtmlPage busy(PortalLink link) {
        return page(
                        link,
                        "Just a moment",
                        "Your shipping account is being opened already, perhaps in another tab. This page tries again by"
                                + " itself every two seconds.")
                .reloadingAfter(2)
                .withLink(HERE, "Try again now")
                .withReference();
    }

    static HtmlPage notGenuine() {
        return HtmlPage.of(
                null,
                "This link does not work",
                "Its address is not complete, or not one of ours.",
                "Go back to the page or the message where you found the link, and open it from there. If you copied it,"
                        + " copy the whole of it.");
    }

    /** A genuine link, but past its retention: only its tenant is known, where that is still there. */
    HtmlPage gone(Tokens.Genuine token) {
        String heading = "This link is too old";
        String what = "It was made a good while ago, and nothing is kept of it any more.";
        Optional<Tenant> tenant = dashboard.tenant(token);
        String name = tenant.map(Tenant::displayName).orElse(null);
        return tenant.flatMap(Dashboard::newLinkUrl)
                .map(url -> HtmlPage.of(name, heading, what).withLink(url, NEW_LINK))
                .orElseGet(() -> HtmlPage.of(name, heading, what, startAnew(tenant)))
                .withReference();
    }

    static HtmlPage prefetch() {
        return HtmlPage.of(
                null,
                "Not opened in advance",
                "This link works once, so it is not loaded before somebody clicks on it. Click on it to open it.");
    }

    HtmlPage ended(PortalLink link, LinkStatus status) {
        return switch (status) {
            case EXPIRED ->
                next(link, "This link has expired", "It worked for a few minutes only, and was not used in that time.");
            case REVOKED ->
                next(link, "This link was withdrawn", "It can't be used any more. There may be a newer one.");
            case FAILED ->
                next(
                        link,
                        "This link did not work out",
                        "We tried several times, but the shipping provider did not open your account. If a new link does"
                                + " not help either, please tell " + support(link) + ".");
            default ->
                next(
                        link,
                        "This link was used already",
                        "It works once, to keep your account safe. If your account is open in another tab or window, go"
                                + " on there.");
        };
    }

    HtmlPage back(PortalLink link) {
        return page(
                link,
                "You have left your shipping account",
                "To go on, go back to " + dashboard.called(link) + ".",
                "If your shipping account came in a tab of its own, you can close this tab.");
    }

    /** Nobody is let in again, and there is nowhere to be sent on to, or it would be once too often. */
    HtmlPage refused(PortalLink link, Refresh.Reason reason) {
        return switch (reason) {
            case NO_SESSION ->
                onwards(
                        link,
                        reason,
                        "You can't go on in this browser",
                        "A visit to your shipping account goes on only in the browser that began it.");
            case REVOKED ->
                onwards(
                        link,
                        reason,
                        "Your visit can't go on",
                        "The link that opened your shipping account was withdrawn.");
            case ENDED ->
                onwards(
                        link,
                        reason,
                        "Your visit is over",
                        "You have left your shipping account, or half an hour has gone by since you opened it.");
            case LIMIT ->
                onwards(
                        link,
                        reason,
                        "It is time for a new link",
                        "This one has let you in again three times, and does so no more.");
        };
    }

    /** The platform failed; the page's own address may be tried again. */
    HtmlPage refreshFailed(PortalLink link, PortalFailure failure) {
        return failed(link, failure).withLink(HERE, AGAIN);
    }

    HtmlPage failed(PortalLink link, PortalFailure failure, boolean again) {
        return again
                ? failed(link, failure).withButton(AGAIN)
                : next(
                        link,
                        NOT_OPENED,
                        FailureWords.cause(failure) + " After several tries, this link works no more.");
    }

    private HtmlPage failed(PortalLink link, PortalFailure failure) {
        return page(link, NOT_OPENED, FailureWords.cause(failure), FailureWords.advice(failure, support(link)))
                .withReference();
    }

    private HtmlPage next(PortalLink link, String heading, String what) {
        return dashboard
                .newLinkUrl(link)
                .map(url -> page(link, heading, what).withLink(url, NEW_LINK))
                .orElseGet(() -> page(link, heading, what, startAnew(dashboard.tenant(link))))
                .withReference();
    }

    private HtmlPage onwards(PortalLink link, Refresh.Reason reason, String heading, String what) {
        Optional<String> newLink = dashboard.refreshUrl(link, reason);
        if (newLink.isPresent()) {
            return page(link, heading, what).withLink(newLink.get(), NEW_LINK).withReference();
        }
        HtmlPage page =
                page(link, heading, what, startAnew(dashboard.tenant(link))).withReference();
        return dashboard
                .returnUrl(link)
                .map(url -> page.withLink(url, "Go back to " + dashboard.called(link)))
                .orElseGet(() -> page.withLink(HERE, AGAIN));
    }

    private HtmlPage page(PortalLink link, String heading, String... sentences) {
        return HtmlPage.of(dashboard.name(link), heading, sentences);
    }

    private String support(PortalLink link) {
        return "the support of " + dashboard.called(link);
    }

    private static String startAnew(Optional<Tenant> tenant) {
        return "Go back to " + Dashboard.called(tenant) + " and open your shipping account from there.";
    }
}
