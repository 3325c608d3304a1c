package io.portallink.sandbox;

import io.portallink.portal.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Decides as EasyPost does: the credential, then the account, then the request; then makes a session, or tells of a user. */
final class EasyPostSimulator {

    private static final String BASIC = "Basic ";

    private final Optional<Secret> apiKey;
    private final EasyPostSessions sessions;
    private final SandboxAddress address;
    private final Troubles troubles;
    private final Pause pause;

    EasyPostSimulator(
            Optional<Secret> apiKey,
            EasyPostSessions sessions,
            SandboxAddress address,
            Troubles troubles,
            Pause pause) {
        this.apiKey = apiKey;
        this.sessions = sessions;
        this.address = address;
        this.troubles = troubles;
        this.pause = pause;
    }

    /** @param body not an object where what arrived was not one */
    SimulatedReply answer(String authorization, JsonNode body) throws InterruptedException {
        if (!isKey(authorization)) {
            return unauthorized();
        }
        if (!body.isObject()) {
            return error(400, "BAD_REQUEST", "The request body is not a JSON object.", List.of());
        }
        return treated(EasyPostRules.text(body, "user_id"), () -> checked(body), () -> unknown(body));
    }

    /** Whether there is such a user, and what the real one was seen to tell of a child user. */
    SimulatedReply account(String authorization, String id) throws InterruptedException {
        return isKey(authorization) ? treated(id, () -> found(id), EasyPostSimulator::notFound) : unauthorized();
    }

    /** A failure merchant's trouble is the same whatever is asked. */
    private SimulatedReply treated(String userId, Supplier<SimulatedReply> known, Supplier<SimulatedReply> unknown)
            throws InterruptedException {
        Behaviour behaviour = DemoMerchant.byAccount(DemoMerchant.EASYPOST, userId)
                .map(merchant -> troubles.of(merchant, DemoMerchant.EASYPOST))
                .orElse(Behaviour.UNKNOWN);
        return switch (behaviour) {
            case NORMAL -> known.get();
            case SLOW -> {
                pause.sleep(Pause.SLOW);
                yield known.get();
            }
            case UNKNOWN -> unknown.get();
            case DENIED -> error(403, "MODE.UNAUTHORIZED", "This resource requires a production API key.", List.of());
            case LIMITED -> error(429, "RATE_LIMITED", "Too many requests.", List.of());
            case DOWN ->
                SimulatedReply.html(503, "<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>");
            case GARBAGE -> SimulatedReply.html(200, "<html><body><p>We'll be right back.</p></body></html>");
        };
    }

    private static SimulatedReply found(String id) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("id", id);
        user.put("object", "User");
        user.put("parent_id", "user_" + "0".repeat(32));
        user.put("name", "A merchant of Demo Market");
        user.put("phone_number", "5555550100");
        user.put("verified", true);
        user.put("created_at", "2026-01-05T09:30:00Z");
        user.put("children", List.of());
        return SimulatedReply.json(200, user);
    }

    private boolean isKey(String authorization) {
        return SandboxCredentials.matches(apiKey, user(authorization));
    }

    private static SimulatedReply unauthorized() {
        return error(401, "UNAUTHORIZED", "A valid API key must be provided.", List.of());
    }

    private static SimulatedReply notFound() {
        return error(404, "NOT_FOUND", "The requested resource could not be found.", List.of());
    }

    private SimulatedReply unknown(JsonNode body) {
        return EasyPostRules.check(body).map(EasyPostSimulator::refused).orElseGet(EasyPostSimulator::notFound);
    }

    private SimulatedReply checked(JsonNode body) {
        return EasyPostRules.check(body)
                .map(EasyPostSimulator::refused)
                .orElseGet(() -> created(EasyPostRules.session(body)));
    }

    private SimulatedReply created(EasyPostSession session) {
        EasyPostSessions.Created created = sessions.create(session);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("object", "CustomerPortalAccountLink");
        answer.put(
                "link",
                address.url("/sandbox/easypost/customer-portal/" + session.path() + "?session_id=" + created.id()));
        answer.put("created_at", created.createdAt().toString());
        answer.put("expires_at", created.expiresAt().toString());
        return SimulatedReply.json(201, answer);
    }

    private static SimulatedReply refused(EasyPostRules.Refusal refusal) {
        List<Map<String, String>> errors = refusal.errors().stream()
                .map(error -> Map.of("field", error.field(), "message", error.message()))
                .toList();
        return error(422, refusal.code(), refusal.message(), errors);
    }

    private static SimulatedReply error(int status, String code, String message, List<Map<String, String>> errors) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", message);
        error.put("errors", errors);
        return SimulatedReply.json(status, Map.of("error", error));
    }

    /** The user name of HTTP Basic: EasyPost takes the key there, with an empty password. */
    private static String user(String authorization) {
        if (!authorization.startsWith(BASIC)) {
            return "";
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()));
            String pair = new String(decoded, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? "" : pair.substring(0, colon);
        } catch (IllegalArgumentException ignored) {
            return "";
        }
    }
}
