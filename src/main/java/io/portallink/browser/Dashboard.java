package io.portallink.browser;

import io.portallink.broker.DashboardUrl;
import io.portallink.broker.Refresh;
import io.portallink.link.PortalLink;
import io.portallink.link.Tokens;
import io.portallink.tenant.Tenant;
import io.portallink.tenant.Tenants;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tenant's own pages, in a merchant's eyes: its name, and where a link leads back to. */
final class Dashboard {

    private final Tenants tenants;

    Dashboard(Tenants tenants) {
        this.tenants = tenants;
    }

    @Nullable
    String name(PortalLink link) {
        return tenant(link).map(Tenant::displayName).orElse(null);
    }

    /** The same, within a sentence. */
    String called(PortalLink link) {
        return called(tenant(link));
    }

    static String called(Optional<Tenant> tenant) {
        return tenant.map(Tenant::displayName).orElse("the page you came from");
    }

    Optional<Tenant> tenant(PortalLink link) {
        return tenants.find(link.tenant());
    }

    /** Whose token it is, when its link is kept no more. */
    Optional<Tenant> tenant(Tokens.Genuine token) {
        return tenants.all().stream().filter(tenant -> token.isOf(tenant.id())).findFirst();
    }

    /** Where the link's browser goes on leaving the portal. */
    Optional<String> returnUrl(PortalLink link) {
        return tenant(link)
                .flatMap(tenant -> registered(link.returnUrl(), tenant.returnUrls()))
                .map(url -> DashboardUrl.of(url, link, null));
    }

    /** Where it goes for a new link, told why. */
    Optional<String> refreshUrl(PortalLink link, Refresh.Reason reason) {
        return newLinkUrl(link).map(url -> DashboardUrl.of(url, link, reason.wire()));
    }

    /** The same page, for a button that a stranger may press: without the link's {@code state}. */
    Optional<String> newLinkUrl(PortalLink link) {
        return tenant(link).flatMap(tenant -> registered(link.refreshUrl(), tenant.refreshUrls()));
    }

    /** Where a merchant of the tenant gets a new link, whatever the old one was. */
    static Optional<String> newLinkUrl(Tenant tenant) {
        return tenant.refreshUrls().stream().findFirst();
    }

    /** A URL that the tenant took out of its configuration since is followed no more. */
    private static Optional<String> registered(@Nullable String url, List<String> urls) {
        return Optional.ofNullable(url).filter(urls::contains);
    }
}
