package io.portallink.portal;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One neutral request to open a portal, as a connector gets it: checked, routed, with every default filled in.
 *
 * @param settings the tenant's settings for this platform, accepted by {@link Platform#check}
 * @param merchant for isolation and fairness between merchants; no platform is told it
 * @param account the merchant's account at the platform, opaque
 * @param page one of the platform's pages, or {@code null} for its front page
 * @param returnUrl where the browser goes on leaving; the broker's own, so a platform that needs one has one
 * @param refreshUrl where the browser goes when the platform's URL is used or expired; the broker's own
 * @param themeId the request's or else the account's theme; the tenant's is in the settings
 * @param prefill the caller's object for onboarding, unchanged; empty when there is none
 * @param deadline when the whole answer must be there
 */
public record PortalRequest(
        TenantId tenant,
        Settings settings,
        MerchantId merchant,
        Secret account,
        @Nullable Page page,
        URI returnUrl,
        URI refreshUrl,
        @Nullable String themeId,
        Map<String, Object> prefill,
        Deadline deadline) {

    /** Without what is secret: the URLs hold tokens. */
    @Override
    public String toString() {
        return "PortalRequest[" + tenant + ", " + page + "]";
    }
}
