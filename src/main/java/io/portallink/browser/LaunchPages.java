package io.portallink.browser;

import io.portallink.link.LinkStatus;
import io.portallink.link.PortalLink;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.Problem;
import io.portallink.tenant.Tenant;
import io.portallink.tenant.Tenants;
import io.portallink.web.HtmlPage;
import org.jspecify.annotations.Nullable;

/** The words of the pages around a launch: what happened, and the next step. */
final class LaunchPages {

    private final Tenants tenants;

    LaunchPages(Tenants tenants) {
        this.tenants = tenants;
    }

    HtmlPage confirm(PortalLink link) {
        return HtmlPage.of(
                        site(link),
                        "Open your shipping account",
                        "You are about to go to your account at the shipping provider. The link works once.")
                .withButton("Continue");
    }

    HtmlPage busy(PortalLink link) {
        return HtmlPage.of(
                        site(link),
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

    HtmlPage failed(PortalLink link, PortalFailure failure, boolean again) {
        String cause = switch (failure.problem()) {
            case PLATFORM_RATE_LIMITED -> "The shipping provider is very busy just now.";
            case PLATFORM_UNAVAILABLE -> "The shipping provider can't be reached just now.";
            case PLATFORM_TIMEOUT -> "The shipping provider took too long to answer.";
            case ACCOUNT_REJECTED -> "The shipping provider does not know this account.";
            case PLATFORM_CREDENTIALS_REJECTED -> "The shipping provider refused the connection.";
            default -> "The shipping provider's answer could not be used.";
        };
        boolean passing = failure.problem() == Problem.PLATFORM_RATE_LIMITED
                || failure.problem() == Problem.PLATFORM_UNAVAILABLE
                || failure.problem() == Problem.PLATFORM_TIMEOUT;
        String advice = passing
                ? "Please try again in a few seconds."
                : "You can try again; if it stays like this, please tell the support of the page you came from.";
        String heading = "Your shipping account could not be opened";
        return again
                ? HtmlPage.of(site(link), heading, cause, advice).withButton("Try again")
                : next(link, heading, cause);
    }

    private HtmlPage next(PortalLink link, String heading, String what) {
        @Nullable String refreshUrl = link.refreshUrl();
        return refreshUrl == null
                ? HtmlPage.of(site(link), heading, what, "Go back to the page where you found it and start from there.")
                : HtmlPage.of(site(link), heading, what).withLink(refreshUrl, "Get a new link");
    }

    @Nullable
    String site(PortalLink link) {
        return tenants.find(link.tenant()).map(Tenant::displayName).orElse(null);
    }
}
