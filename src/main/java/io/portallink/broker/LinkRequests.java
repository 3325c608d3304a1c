package io.portallink.broker;

import io.portallink.link.PortalLink;
import io.portallink.merchant.Account;
import io.portallink.merchant.MerchantRegistry;
import io.portallink.portal.Deadline;
import io.portallink.portal.Platform;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.PortalRequest;
import io.portallink.portal.Secret;
import io.portallink.portal.Settings;
import io.portallink.tenant.Tenants;
import org.jspecify.annotations.Nullable;

/** What a platform is asked for a stored link: with the tenant's settings and the merchant's account as they are now. */
final class LinkRequests {

    private final MerchantRegistry merchants;
    private final Tenants tenants;
    private final PortalRequests requests;

    LinkRequests(MerchantRegistry merchants, Tenants tenants, PortalRequests requests) {
        this.merchants = merchants;
        this.tenants = tenants;
        this.requests = requests;
    }

    /** @throws PortalFailure when the platform was switched off since, or the account deleted */
    PortalRequest of(PortalLink link, Platform platform, Deadline deadline) {
        @Nullable
        Settings settings = tenants.find(link.tenant())
                .map(tenant -> tenant.platforms().get(link.platform()))
                .orElse(null);
        if (settings == null || !platform.enabled()) {
            throw new PortalFailure.Unavailable(Minter.DEADLINE, false, null);
        }
        Secret account = link.account();
        String theme = link.themeId();
        if (account == null) {
            Account registered = merchants
                    .find(link.tenant(), link.merchant(), link.platform())
                    .orElseThrow(() -> new PortalFailure.AccountRejected(null, false));
            account = registered.account();
            theme = theme == null ? registered.themeId() : theme;
        }
        return requests.of(link, settings, account, theme, deadline);
    }
}
