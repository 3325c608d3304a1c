package io.portallink.sandbox;

import io.portallink.portal.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides as ShipEngine does: the partner's key, then the call, then the account; then makes a token. */
final class ShipEngineSimulator {

    static final String DASHBOARD = "shipengine-dashboard";

    /** ShipEngine names a time, in seconds, where EasyPost never does. */
    private static final int RETRY_SECONDS = 10;

    private final Optional<Secret> apiKey;
    private final ShipEngineAccounts accounts;
    private final ShipEngineTokens tokens;
    private final SandboxAddress address;
    private final Troubles troubles;
    private final Pause pause;

    ShipEngineSimulator(
            Optional<Secret> apiKey,
            ShipEngineAccounts accounts,
            ShipEngineTokens tokens,
            SandboxAddress address,
            Troubles troubles,
            Pause pause) {
        this.apiKey = apiKey;
        this.accounts = accounts;
        this.tokens = tokens;
        this.address = address;
        this.troubles = troubles;
        this.pause = pause;
    }

    SimulatedReply answer(Call call) throws InterruptedException {
        if (!SandboxCredentials.matches(apiKey, call.apiKey())) {
            return error(call, 401, "security", "unauthorized", "The API key is invalid.");
        }
        if (call.hasBody()) {
            return error(call, 400, "validation", "invalid_field_value", "This call takes no body.");
        }
        Optional<String> account = accounts.find(call.onBehalfOf());
        return account.isEmpty()
                ? error(call, 404, "business_rules", "not_found", "The account was not found.")
                : troubled(call, account.get());
    }

    private SimulatedReply troubled(Call call, String account) throws InterruptedException {
        Behaviour behaviour = DemoMerchant.byAccount(DemoMerchant.SHIPENGINE, account)
                .map(merchant -> troubles.of(merchant, DemoMerchant.SHIPENGINE))
                .orElse(Behaviour.NORMAL);
        if (behaviour == Behaviour.SLOW) {
            pause.sleep(Pause.SLOW);
        }
        return switch (behaviour) {
            case DOWN -> error(call, 503, "system", "unavailable", "The service is unavailable.");
            case LIMITED ->
                error(call, 429, "security", "rate_limit_exceeded", "Too many requests.")
                        .retryAfter(RETRY_SECONDS);
            case NORMAL, SLOW, UNKNOWN, DENIED, GARBAGE -> token(account, call.redirect());
        };
    }

    /** Without the redirect parameter the answer holds a token alone. */
    private SimulatedReply token(String account, String redirect) {
        String token = tokens.issue(account);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("token", token);
        if (redirect.equals(DASHBOARD)) {
            answer.put("redirect_url", address.url("/sandbox/shipengine/api/directlogin?token=" + token));
        }
        return SimulatedReply.json(200, answer);
    }

    private static SimulatedReply error(Call call, int status, String type, String code, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("error_source", "shipengine");
        error.put("error_type", type);
        error.put("error_code", code);
        error.put("message", message);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("request_id", call.requestId());
        answer.put("errors", List.of(error));
        return SimulatedReply.json(status, answer);
    }

    /** What arrived. Prints nothing: it holds a key and an account. */
    record Call(String requestId, String apiKey, String onBehalfOf, String redirect, boolean hasBody) {

        @Override
        public String toString() {
            return "Call[" + requestId + "]";
        }
    }
}
