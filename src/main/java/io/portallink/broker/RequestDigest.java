package io.portallink.broker;

import io.portallink.crypto.Sha256;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether two requests under one idempotency key are the same: on the validated request, so that a default that was written out
 * equals one that was left away, and the order of members does not matter.
 */
final class RequestDigest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private RequestDigest() {}

    static String of(OpenPortal request) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("merchant", request.merchant().value());
        all.put(
                "platform",
                request.platform() == null ? null : request.platform().id().value());
        all.put("account", request.account() == null ? null : request.account().value());
        all.put("page", request.page());
        all.put("fallback", request.pageFallback());
        all.put("mode", request.mode());
        all.put("return", request.returnUrl());
        all.put("refresh", request.refreshUrl());
        all.put("state", request.state());
        all.put("theme", request.themeId());
        all.put("prefill", request.prefill());
        all.put("confirm", request.confirmAlways());
        all.put("expires", request.expiresIn().toSeconds());
        all.put("supersede", request.supersede());
        return Sha256.hex(JSON.writeValueAsString(all));
    }
}
