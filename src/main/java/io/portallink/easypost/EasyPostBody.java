package io.portallink.easypost;

import io.portallink.portal.Page;
import io.portallink.portal.PortalRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What is sent: the four required fields, and {@code metadata} where the page or a prefill asks for it. */
final class EasyPostBody {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EasyPostBody() {}

    static String json(PortalRequest request) {
        return JSON.writeValueAsString(fields(
                request,
                request.account().value(),
                request.refreshUrl().toString(),
                request.returnUrl().toString()));
    }

    /** Without the account, and without the tokens in the broker's URLs. */
    static Map<String, Object> masked(PortalRequest request) {
        Map<String, Object> fields = fields(
                request,
                request.account().masked(),
                request.refreshUrl().resolve("••••").toString(),
                request.returnUrl().resolve("••••").toString());
        fields.computeIfPresent(
                "metadata",
                (ignored, metadata) -> request.prefill().isEmpty()
                        ? metadata
                        : Map.of("fields", "•••• (" + request.prefill().size() + " fields)"));
        return fields;
    }

    private static Map<String, Object> fields(
            PortalRequest request, String userId, String refreshUrl, String returnUrl) {
        boolean onboarding = request.page() == Page.ONBOARDING;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("session_type", onboarding ? "account_onboarding" : "account_management");
        fields.put("user_id", userId);
        fields.put("refresh_url", refreshUrl);
        fields.put("return_url", returnUrl);
        Page page = request.page();
        if (onboarding && !request.prefill().isEmpty()) {
            // no list of keys is published: the caller's object goes through unchanged
            fields.put("metadata", Map.of("fields", request.prefill()));
        } else if (page != null && !onboarding) {
            fields.put("metadata", Map.of("target", target(page)));
        }
        return fields;
    }

    private static String target(Page page) {
        return switch (page) {
            case SETTINGS -> "account-settings";
            case BILLING -> "wallet";
            default -> page.wire();
        };
    }
}
