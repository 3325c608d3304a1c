package io.portallink.broker;

import io.portallink.link.LinkMode;
import io.portallink.portal.MerchantId;
import io.portallink.portal.Page;
import io.portallink.portal.Platform;
import io.portallink.portal.Secret;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The neutral request to open a portal: every field validated, its mode settled, nothing routed yet.
 *
 * @param platform the one asked for; {@code null}: wherever the merchant has its account
 * @param account for this link only; comes with a platform
 * @param page {@code null}: the front page
 * @param pageFallback whether a page that the platform lacks becomes its front page
 * @param returnUrl must be registered; {@code null}: the tenant's first
 * @param refreshUrl likewise
 * @param prefill empty when there is none
 * @param confirmAlways whether the browser always gets a page with a button first
 * @param expiresIn the ticket's life
 * @param supersede whether the merchant's older unopened links at the platform are revoked
 */
public record OpenPortal(
        MerchantId merchant,
        @Nullable Platform platform,
        @Nullable Secret account,
        @Nullable Page page,
        boolean pageFallback,
        LinkMode mode,
        @Nullable String returnUrl,
        @Nullable String refreshUrl,
        @Nullable String state,
        @Nullable String themeId,
        Map<String, Object> prefill,
        boolean confirmAlways,
        Duration expiresIn,
        boolean supersede) {

    @Override
    public String toString() {
        return "OpenPortal[" + page + ", " + mode + "]";
    }
}
