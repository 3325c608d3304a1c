package io.portallink.api;

import io.portallink.broker.OpenPortal;
import io.portallink.broker.Platforms;
import io.portallink.link.LinkMode;
import io.portallink.portal.InvalidRequest;
import io.portallink.portal.MerchantId;
import io.portallink.portal.Page;
import io.portallink.portal.Platform;
import io.portallink.portal.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the neutral request of a body: every field checked once, contradictions too, and the mode settled. */
final class OpenPortalReader {

    static final int MAX_URL = 2048;
    static final int MAX_STATE = 512;
    static final int SHORTEST = 30;
    static final int LONGEST = 600;

    private static final int MAX_PREFILL_BYTES = 8 * 1024;
    // a body is read to 500 levels, and must still be written two levels further down
    private static final int MAX_PREFILL_DEPTH = 200;
    private static final int DEFAULT_EXPIRES_IN = 300;
    private static final String ALWAYS = "always";
    private static final List<String> CONFIRM = List.of("auto", ALWAYS);
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final Platforms platforms;
    private final JsonMapper json;

    OpenPortalReader(Platforms platforms, JsonMapper json) {
        this.platforms = platforms;
        this.json = json;
    }

    /**
     * @param defaultMode what the kind of answer makes the default
     * @param fields with what was found wrong beside the body
     * @throws InvalidRequest naming every wrong field
     */
    OpenPortal read(OpenPortalBody body, LinkMode defaultMode, Fields fields) {
        MerchantId merchant = fields.merchant("merchant_id", body.merchantId());
        Platform platform = fields.word(
                "platform", body.platform(), platforms.all(), each -> each.id().value());
        Secret account = fields.account(body.account());
        Page page = fields.word("page", body.page(), List.of(Page.values()), Page::wire);
        LinkMode asked = fields.word("mode", body.mode(), List.of(LinkMode.values()), LinkMode::wire);
        LinkMode mode = asked == null ? defaultMode : asked;
        String confirm = fields.word("confirm", body.confirm(), CONFIRM, Function.identity());
        Map<String, Object> prefill = prefill(fields, body.prefill());
        String returnUrl = fields.text("return_url", body.returnUrl(), MAX_URL);
        String refreshUrl = fields.text("refresh_url", body.refreshUrl(), MAX_URL);
        String state = fields.text("state", body.state(), MAX_STATE);
        String theme = fields.theme(body.themeId());
        Integer expiresIn = body.expiresIn();
        if (expiresIn != null && (expiresIn < SHORTEST || expiresIn > LONGEST)) {
            fields.wrong("expires_in", "must be from 30 to 600 seconds");
        }
        contradictions(fields, body, mode);
        fields.throwIfWrong();
        return new OpenPortal(
                Objects.requireNonNull(merchant),
                platform,
                account,
                page,
                Boolean.TRUE.equals(body.pageFallback()),
                mode,
                returnUrl,
                refreshUrl,
                state,
                theme,
                prefill,
                ALWAYS.equals(confirm),
                Duration.ofSeconds(expiresIn == null ? DEFAULT_EXPIRES_IN : expiresIn),
                Boolean.TRUE.equals(body.supersede()));
    }

    private static void contradictions(Fields fields, OpenPortalBody body, LinkMode mode) {
        if (isThere(body.account()) && body.platform() == null) {
            fields.wrong("platform", "is required with account");
        }
        if (isThere(body.prefill()) && !Page.ONBOARDING.wire().equals(body.page())) {
            fields.wrong("prefill", "goes with page onboarding only");
        }
        if (mode == LinkMode.DIRECT && body.confirm() != null) {
            fields.wrong("confirm", "goes with mode launch only");
        }
        if (mode == LinkMode.DIRECT && body.expiresIn() != null) {
            fields.wrong("expires_in", "goes with mode launch only");
        }
    }

    private Map<String, Object> prefill(Fields fields, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return Map.of();
        }
        if (!value.isObject()) {
            fields.wrong("prefill", "must be an object");
            return Map.of();
        }
        if (isDeeper(value, MAX_PREFILL_DEPTH)) {
            fields.wrong("prefill", "is nested too deeply");
            return Map.of();
        }
        String text = value.toString();
        if (fields.text("prefill", text, MAX_PREFILL_BYTES) == null) {
            return Map.of();
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_PREFILL_BYTES) {
            fields.wrong("prefill", "must have at most 8 KiB");
            return Map.of();
        }
        return json.convertValue(value, OBJECT);
    }

    private static boolean isDeeper(JsonNode value, int levels) {
        if (levels == 0) {
            return !value.isEmpty();
        }
        for (JsonNode child : value) {
            if (isDeeper(child, levels - 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isThere(@Nullable JsonNode value) {
        return value != null && !value.isNull();
    }
}
