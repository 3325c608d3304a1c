package io.portallink.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.portallink.link.LinkEvent;
import io.portallink.link.PortalLink;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A portal link as it is read back: without its URL, with what happened to it.
 *
 * @param outcome what the merchant did in the portal; no platform says
 */
record LinkDetailView(
        @JsonUnwrapped PortalLinkView link,
        String outcome,
        @Nullable Instant revokedAt,
        List<EventView> events) {

    static LinkDetailView of(PortalLinkView view, PortalLink link, List<LinkEvent> events) {
        return new LinkDetailView(
                view,
                "unknown",
                link.life().revokedAt(),
                events.stream()
                        .map(event -> new EventView(event.type().wire(), event.at(), event.code()))
                        .toList());
    }

    /** One event; with a code where the platform failed. */
    record EventView(
            String type,
            Instant at,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String code) {}
}
