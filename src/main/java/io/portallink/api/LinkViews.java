package io.portallink.api;

import io.portallink.broker.Platforms;
import io.portallink.link.LinkEvent;
import io.portallink.link.PortalLink;
import io.portallink.portal.Warning;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows portal links to callers, with the status that they have now. */
final class LinkViews {

    private final Platforms platforms;
    private final Clock clock;

    LinkViews(Platforms platforms, Clock clock) {
        this.platforms = platforms;
        this.clock = clock;
    }

    /** @param url {@code null} where there is none to show any more */
    PortalLinkView created(PortalLink link, @Nullable String url) {
        return PortalLinkView.of(link, link.statusAt(clock.instant()), landingGuaranteed(link), url, link.warnings());
    }

    LinkDetailView detail(PortalLink link, List<LinkEvent> events, Warning... more) {
        List<Warning> warnings = new ArrayList<>(link.warnings());
        warnings.addAll(List.of(more));
        PortalLinkView view =
                PortalLinkView.of(link, link.statusAt(clock.instant()), landingGuaranteed(link), null, warnings);
        return LinkDetailView.of(view, link, events);
    }

    private boolean landingGuaranteed(PortalLink link) {
        return platforms
                .find(link.platform())
                .map(platform -> platform.capabilities().landingGuaranteed())
                .orElse(false);
    }
}
