package io.portallink.broker;

import io.portallink.link.LinkId;
import io.portallink.link.PortalLink;
import io.portallink.link.TokenUse;
import io.portallink.portal.Deadline;
import io.portallink.portal.PortalRequest;
import io.portallink.portal.Secret;
import io.portallink.portal.Settings;
import io.portallink.tenant.Tenant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes what a connector gets, from a request that was just routed or from a stored link. */
final class PortalRequests {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** Decimals stay as they were written: the caller's object goes through unchanged. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final PublicUrls urls;

    PortalRequests(PublicUrls urls) {
        this.urls = urls;
    }

    PortalRequest of(Tenant tenant, OpenPortal request, Route route, LinkId link, Deadline deadline) {
        return new PortalRequest(
                tenant.id(),
                route.settings(),
                request.merchant(),
                route.account(),
                route.page(),
                urls.url(TokenUse.RETURN, tenant.id(), link),
                urls.url(TokenUse.REFRESH, tenant.id(), link),
                route.themeId(),
                request.prefill(),
                deadline);
    }

    PortalRequest of(PortalLink link, Settings settings, Secret account, @Nullable String themeId, Deadline deadline) {
        return new PortalRequest(
                link.tenant(),
                settings,
                link.merchant(),
                account,
                link.page(),
                urls.url(TokenUse.RETURN, link.tenant(), link.id()),
                urls.url(TokenUse.REFRESH, link.tenant(), link.id()),
                themeId,
                parse(link.prefill()),
                deadline);
    }

    static @Nullable String json(Map<String, Object> prefill) {
        return prefill.isEmpty() ? null : JSON.writeValueAsString(prefill);
    }

    private static Map<String, Object> parse(@Nullable String prefill) {
        return prefill == null ? Map.of() : JSON.readValue(prefill, OBJECT);
    }
}
