package io.portallink.shipengine;

import io.portallink.portal.PortalFailure;
import io.portallink.upstream.UpstreamClient;
import io.portallink.upstream.UpstreamReply;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * ShipEngine's errors, by code, type and status, never by message: {@code {"request_id", "errors": [{"error_source",
 * "error_type", "error_code", …}]}}. The lists of codes are not closed, so an unknown one falls back to the status.
 */
final class ShipEngineErrors {

    private ShipEngineErrors() {}

    /** The failure that a 4xx other than 429 stands for, or a 2xx that carries errors. */
    static PortalFailure failure(
            UpstreamReply reply, JsonNode body, @Nullable String requestId, UpstreamClient client) {
        Set<String> codes = new HashSet<>();
        Set<String> types = new HashSet<>();
        for (JsonNode error : body.path("errors")) {
            codes.add(error.path("error_code").stringValue(""));
            types.add(error.path("error_type").stringValue(""));
        }
        int status = reply.status();
        if (codes.contains("rate_limit_exceeded")) {
            return client.rateLimited(reply, requestId);
        }
        if (status == 404
                || codes.contains("not_found")
                || codes.contains("invalid_identifier")
                || types.contains("account_status")) {
            return new PortalFailure.AccountRejected(requestId);
        }
        if (status == 401 || status == 403 || codes.contains("unauthorized") || codes.contains("forbidden")) {
            return new PortalFailure.CredentialsRejected(requestId);
        }
        return reply.successful()
                ? new PortalFailure.InvalidResponse("errors on a " + status, requestId)
                : new PortalFailure.RequestRejected(requestId);
    }
}
