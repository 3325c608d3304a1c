package io.portallink.sandbox;

import io.portallink.portal.FieldError;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What EasyPost accepts as a request for a portal session. */
final class EasyPostRules {

    static final String ONBOARDING = "account_onboarding";
    static final String MANAGEMENT = "account_management";

    private static final List<String> REQUIRED = List.of("session_type", "user_id", "refresh_url", "return_url");
    private static final Set<String> TARGETS =
            Set.of("account-settings", "wallet", "carriers", "reports", "branding", "analytics", "insurance");
    private static final String METADATA = "metadata";
    private static final String FIELDS = "fields";
    private static final String TARGET = "target";

    private EasyPostRules() {}

    /** Why a body is refused; empty when it isn't. */
    static Optional<Refusal> check(JsonNode body) {
        return refusal("PARAMETER.REQUIRED", "Missing required parameter.", missing(body))
                .or(() -> refusal("PARAMETER.INVALID_TYPE", "Wrong parameter type.", wrongType(body)))
                .or(() -> refusal("UNPROCESSABLE_ENTITY", "The request was refused.", contradictions(body)));
    }

    /** Only of a body that {@link #check} let through. */
    static EasyPostSession session(JsonNode body) {
        JsonNode metadata = body.path(METADATA);
        Map<String, String> fields = new LinkedHashMap<>();
        metadata.path(FIELDS)
                .properties()
                .forEach(field -> fields.put(
                        field.getKey(),
                        field.getValue().isString()
                                ? field.getValue().stringValue()
                                : field.getValue().toString()));
        return new EasyPostSession(
                text(body, "session_type").equals(ONBOARDING),
                text(body, "user_id"),
                text(body, "return_url"),
                text(body, "refresh_url"),
                metadata.path(TARGET).isString() ? text(metadata, TARGET) : null,
                fields);
    }

    static String text(JsonNode body, String name) {
        return body.path(name).stringValue("");
    }

    private static List<FieldError> missing(JsonNode body) {
        return REQUIRED.stream()
                .filter(name -> absent(body.path(name))
                        || (body.path(name).isString() && text(body, name).isBlank()))
                .map(name -> new FieldError(name, "cannot be blank"))
                .toList();
    }

    private static List<FieldError> wrongType(JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        for (String name : REQUIRED) {
            if (!body.path(name).isString()) {
                errors.add(new FieldError(name, "must be a string"));
            }
        }
        JsonNode metadata = body.path(METADATA);
        if (!absent(metadata) && !metadata.isObject()) {
            errors.add(new FieldError(METADATA, "must be an object"));
        }
        if (!absent(metadata.path(FIELDS)) && !metadata.path(FIELDS).isObject()) {
            errors.add(new FieldError(FIELDS, "must be an object"));
        }
        return errors;
    }

    private static List<FieldError> contradictions(JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        String type = text(body, "session_type");
        if (!type.equals(ONBOARDING) && !type.equals(MANAGEMENT)) {
            errors.add(new FieldError("session_type", "is not included in the list"));
        }
        for (String name : List.of("refresh_url", "return_url")) {
            if (!isWebUrl(text(body, name))) {
                errors.add(new FieldError(name, "is not a valid URL"));
            }
        }
        JsonNode target = body.path(METADATA).path(TARGET);
        if (!absent(target) && (!type.equals(MANAGEMENT) || !TARGETS.contains(target.stringValue("")))) {
            errors.add(new FieldError(TARGET, "is not a page of account_management"));
        }
        if (!absent(body.path(METADATA).path(FIELDS)) && !type.equals(ONBOARDING)) {
            errors.add(new FieldError(FIELDS, "is for account_onboarding only"));
        }
        return errors;
    }

    /** The portal page links to it, so nothing but the web's own schemes. */
    private static boolean isWebUrl(String value) {
        try {
            URI uri = new URI(value);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException ignored) {
            return false;
        }
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static Optional<Refusal> refusal(String code, String message, List<FieldError> errors) {
        return errors.isEmpty() ? Optional.empty() : Optional.of(new Refusal(code, message, errors));
    }

    record Refusal(String code, String message, List<FieldError> errors) {}
}
