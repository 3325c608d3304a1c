package io.portallink.easypost;

import io.portallink.portal.AccountStatus;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.Secret;
import io.portallink.upstream.UpstreamReply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * EasyPost's user object, {@code GET /v2/users/{id}}; a removed account is a 404 {@code NOT_FOUND}. It has no onboarding
 * flag, but a name, a telephone number and children, and a parent's its balance and fees: of all that, nothing is told.
 * {@code created_at} was in every recorded answer, and is in no documentation: it may be missing. So was
 * {@code verified}, which is not passed on: nobody says what it means, and it would be read as a completed onboarding.
 */
final class EasyPostUser {

    private static final String PATH = "/v2/users/";

    /** Times after it are written with a sign, which RFC 3339 does not know. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private EasyPostUser() {}

    /**
     * An account is opaque and may hold anything visible: encoded whole, it can't name another resource.
     *
     * @throws PortalFailure.AccountRejected of dots alone, which can't be encoded and lead elsewhere in every path
     */
    static String path(Secret account) {
        String id = account.value();
        if (id.equals(".") || id.equals("..")) {
            throw new PortalFailure.AccountRejected(null, false);
        }
        return PATH + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    /**
     * Only EasyPost's own word counts as gone, or as an unknown account: a 404 of whatever stands before it, or of a wrong
     * {@code base-url}, says nothing about the account, and callers may delete accounts by what is said here.
     */
    static AccountStatus read(UpstreamReply reply, Secret account) {
        JsonNode body = reply.json();
        if (reply.status() == 404 && EasyPostErrors.isNotFound(body)) {
            return AccountStatus.gone();
        }
        if (!reply.successful()) {
            throw failure(reply, body);
        }
        if (!body.path("id").stringValue("").equals(account.value())) {
            throw new PortalFailure.InvalidResponse("not the account that was asked for", reply.requestId());
        }
        return AccountStatus.known(details(body));
    }

    private static PortalFailure failure(UpstreamReply reply, JsonNode body) {
        PortalFailure failure = EasyPostErrors.failure(reply, body);
        return reply.status() == 404 && failure instanceof PortalFailure.AccountRejected
                ? new PortalFailure.InvalidResponse("a 404 that is not EasyPost's own", reply.requestId())
                : failure;
    }

    private static Map<String, Object> details(JsonNode user) {
        Instant createdAt = EasyPostAnswers.time(user.path("created_at"));
        return createdAt != null && createdAt.isAfter(Instant.EPOCH) && !createdAt.isAfter(LATEST)
                ? Map.of("created_at", createdAt)
                : Map.of();
    }
}
