package io.portallink.api;

import io.portallink.broker.OpenPortal;
import io.portallink.broker.Planned;
import io.portallink.broker.Route;
import io.portallink.portal.Page;
import io.portallink.portal.Preview;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request would do: where it goes, which page, what can't be honoured, what would be sent. Secrets are masked. */
record DryRunView(
        String object,
        boolean dryRun,
        String merchantId,
        String platform,
        @Nullable String page,
        String mode,
        RouteView route,
        boolean landingGuaranteed,
        List<PortalLinkView.WarningView> warnings,
        Preview request) {

    static DryRunView of(OpenPortal request, Planned planned) {
        Route route = planned.route();
        Page page = route.page();
        return new DryRunView(
                "portal_link",
                true,
                request.merchant().value(),
                route.platform().id().value(),
                page == null ? null : page.wire(),
                request.mode().wire(),
                new RouteView(
                        route.platform().id().value(),
                        route.account().masked(),
                        route.registered(),
                        route.returnUrl(),
                        route.refreshUrl(),
                        route.themeId()),
                route.platform().capabilities().landingGuaranteed(),
                PortalLinkView.WarningView.of(route.warnings()),
                planned.preview());
    }

    /** Where the request goes. */
    record RouteView(
            String platform,
            String account,
            boolean registered,
            @Nullable String returnUrl,
            @Nullable String refreshUrl,
            @Nullable String themeId) {}
}
