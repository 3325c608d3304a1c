package io.portallink.easypost;

import io.portallink.portal.PortalFailure;
import io.portallink.upstream.UpstreamReply;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * EasyPost's errors, by code and status, never by message: {@code {"error": {"code", "message", "errors"}}}, where
 * {@code errors} is empty, a list of strings, of {@code {field, message}}, or of {@code {"some_field": "message"}}, or one of
 * those by itself.
 */
final class EasyPostErrors {

    private static final Set<String> CREDENTIAL_CODES =
            Set.of("UNAUTHORIZED", "FORBIDDEN", "APIKEY.INACTIVE", "MODE.UNAUTHORIZED");
    private static final String NOT_FOUND = "NOT_FOUND";
    private static final String USER_ID = "user_id";

    private EasyPostErrors() {}

    /** The failure that a 4xx other than 429 stands for. */
    static PortalFailure failure(UpstreamReply reply, JsonNode body) {
        JsonNode error = body.path("error");
        String code = error.path("code").stringValue("");
        int status = reply.status();
        @Nullable String requestId = reply.requestId();
        if (status == 401 || status == 403 || CREDENTIAL_CODES.contains(code)) {
            return new PortalFailure.CredentialsRejected(requestId);
        }
        if (status == 404 || isNotFound(body) || (status == 422 && isAboutUser(error.path("errors")))) {
            return new PortalFailure.AccountRejected(requestId);
        }
        return new PortalFailure.RequestRejected(requestId);
    }

    /** Whether EasyPost itself says so, and not a machine before it. */
    static boolean isNotFound(JsonNode body) {
        return body.path("error").path("code").stringValue("").equals(NOT_FOUND);
    }

    private static boolean isAboutUser(JsonNode errors) {
        return isUserNamed(errors) || errors.valueStream().anyMatch(EasyPostErrors::isUserNamed);
    }

    private static boolean isUserNamed(JsonNode error) {
        return isUserId(error.path("field").stringValue(""))
                || error.propertyNames().stream().anyMatch(EasyPostErrors::isUserId);
    }

    /** By the last part of a dotted name, such as {@code account_link.user_id}. */
    private static boolean isUserId(String field) {
        return field.equals(USER_ID) || field.endsWith("." + USER_ID);
    }
}
