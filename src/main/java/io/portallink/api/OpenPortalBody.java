package io.portallink.api;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of {@code POST /v1/portal-links}, as sent; {@link OpenPortalReader} makes the neutral request of it. */
record OpenPortalBody(
        @Nullable String merchantId,
        @Nullable String platform,
        @Nullable JsonNode account,
        @Nullable String page,
        @Nullable Boolean pageFallback,
        @Nullable String mode,
        @Nullable String returnUrl,
        @Nullable String refreshUrl,
        @Nullable String state,
        @Nullable String themeId,
        @Nullable JsonNode prefill,
        @Nullable String confirm,
        @Nullable Integer expiresIn,
        @Nullable Boolean supersede,
        @Nullable Boolean dryRun) {

    @Override
    public String toString() {
        return "OpenPortalBody";
    }
}
