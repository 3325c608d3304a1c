package io.portallink.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.portallink.link.LinkStatus;
import io.portallink.link.PortalLink;
import io.portallink.portal.Page;
import io.portallink.portal.Warning;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A portal link as callers see it; {@code url} only in the answer to its creation, or to a replay of that. */
record PortalLinkView(
        String object,
        String id,
        String merchantId,
        String platform,
        @Nullable String page,
        String mode,
        String status,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String url,
        Instant createdAt,
        Instant expiresAt,
        boolean landingGuaranteed,
        List<WarningView> warnings) {

    static PortalLinkView of(
            PortalLink link,
            LinkStatus status,
            boolean landingGuaranteed,
            @Nullable String url,
            List<Warning> warnings) {
        Page page = link.page();
        return new PortalLinkView(
                "portal_link",
                link.id().value(),
                link.merchant().value(),
                link.platform().value(),
                page == null ? null : page.wire(),
                link.mode().wire(),
                status.wire(),
                url,
                link.createdAt(),
                link.expiresAt(),
                landingGuaranteed,
                WarningView.of(warnings));
    }

    @Override
    public String toString() {
        return "PortalLinkView[" + id + "]";
    }

    /** One warning. */
    record WarningView(String code, String detail) {

        static List<WarningView> of(List<Warning> warnings) {
            return warnings.stream()
                    .map(warning -> new WarningView(warning.code(), warning.detail()))
                    .toList();
        }
    }
}
