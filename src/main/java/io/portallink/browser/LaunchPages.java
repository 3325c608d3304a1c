package io.portallink.browser;

import io.portallink.broker.Refresh;
import io.portallink.link.LinkStatus;
import io.portallink.link.PortalLink;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.Problem;
import io.portallink.web.HtmlPage;
import java.util.Optional;

/** The words of the pages around a launch: what happened, and the next step. */
final class LaunchPages {

    private static final String NOT_OPENED = "Your shipping account could not be opened";
    private static final String START_ANEW = "Go back to the page where you found the link and start from there.";

    private final Dashboard dashboard;

    LaunchPages(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    HtmlPage confirm(PortalLink link) {
        return HtmlPage.of(
                        dashboard.name(link),
                        "Open your shipping account",
                        "You are about to go to your account at the shipping provider. The link works once.")
                .withButton("Continue");
    }

    HtmlPage busy(PortalLink link) {
        return HtmlPage.of(
                        dashboard.name(link),
                        "Just a moment",
                        "This link is being opened already. This page tries again by itself in two seconds.")
                .reloadingAfter(2);
    }

    static HtmlPage notGenuine() {
        return HtmlPage.of(
                null,
                "This link does not work",
                "The address is not complete, or not one of ours. Copy the whole link, or go back to the page where you"
                        + " found it and open it from there.");
    }

    static HtmlPage gone() {
        return HtmlPage.of(
                null,
                "This link is no longer there",
                "It is too old. Go back to the page where you found it and start from there.");
    }

    static HtmlPage prefetch() {
        return HtmlPage.of(
                null, "Not opened in advance", "This link works once, so it is not loaded before you click on it.");
    }

    HtmlPage ended(PortalLink link, LinkStatus status) {
        return switch (status) {
            case EXPIRED ->
                next(link, "This link has expired", "It worked for a few minutes only, and nobody has used it.");
            case REVOKED -> next(link, "This link was withdrawn", "It can't be used any more.");
            case FAILED ->
                next(
                        link,
                        "This link did not work out",
                        "The shipping provider could not be reached several times, so the link was given up.");
            default -> next(link, "This link was used already", "It works once, to keep your account safe.");
        };
    }

    HtmlPage back(PortalLink link) {
        return HtmlPage.of(dashboard.name(link), "You are back", "You can close this window and go on where you were.");
    }

    /** Nobody is let in again, and there is nowhere to be sent on to, or it would be once too often. */
    HtmlPage refused(PortalLink link, Refresh.Reason reason) {
        String heading = "Your visit is over";
        String what = switch (reason) {
            case NO_SESSION ->
                "A visit can be taken up again only in the browser that started it, and only from its own link.";
            case REVOKED -> "The link that you came with was withdrawn.";
            case ENDED -> "You have left, or half an hour has gone by since you came.";
            case LIMIT -> "You were let in again several times already; please start anew.";
        };
        Optional<String> newLink = dashboard.refreshUrl(link, reason);
        Optional<String> back = newLink.or(() -> dashboard.returnUrl(link));
        HtmlPage page = HtmlPage.of(dashboard.name(link), heading, what);
        return back.isPresent()
                ? page.withLink(back.get(), newLink.isPresent() ? "Get a new link" : "Go back to where you came from")
                : HtmlPage.of(dashboard.name(link), heading, what, START_ANEW).withLink("", "Try again");
    }

    /** The platform failed; the page's own address may be tried again. */
    HtmlPage refreshFailed(PortalLink link, PortalFailure failure) {
        return HtmlPage.of(dashboard.name(link), NOT_OPENED, cause(failure), advice(failure))
                .withLink("", "Try again");
    }

    HtmlPage failed(PortalLink link, PortalFailure failure, boolean again) {
        return again
                ? HtmlPage.of(dashboard.name(link), NOT_OPENED, cause(failure), advice(failure))
                        .withButton("Try again")
                : next(link, NOT_OPENED, cause(failure));
    }

    private static String cause(PortalFailure failure) {
        return switch (failure.problem()) {
            case PLATFORM_RATE_LIMITED -> "The shipping provider is very busy just now.";
            case PLATFORM_UNAVAILABLE -> "The shipping provider can't be reached just now.";
            case PLATFORM_TIMEOUT -> "The shipping provider took too long to answer.";
            case ACCOUNT_REJECTED -> "The shipping provider does not know this account.";
            case PLATFORM_CREDENTIALS_REJECTED -> "The shipping provider refused the connection.";
            default -> "The shipping provider's answer could not be used.";
        };
    }

    private static String advice(PortalFailure failure) {
        boolean passing = failure.problem() == Problem.PLATFORM_RATE_LIMITED
                || failure.problem() == Problem.PLATFORM_UNAVAILABLE
                || failure.problem() == Problem.PLATFORM_TIMEOUT;
        return passing
                ? "Please try again in a few seconds."
                : "You can try again; if it stays like this, please tell the support of the page you came from.";
    }

    private HtmlPage next(PortalLink link, String heading, String what) {
        return dashboard
                .newLinkUrl(link)
                .map(url -> HtmlPage.of(dashboard.name(link), heading, what).withLink(url, "Get a new link"))
                .orElseGet(() -> HtmlPage.of(dashboard.name(link), heading, what, START_ANEW));
    }
}
