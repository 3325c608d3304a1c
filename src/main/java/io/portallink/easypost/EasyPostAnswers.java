package io.portallink.easypost;

import io.portallink.portal.PortalFailure;
import io.portallink.portal.PortalUrl;
import io.portallink.upstream.UpstreamReply;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads EasyPost's answers: any 2xx with a usable {@code link} (201 was recorded, 200 documented), else a failure. */
final class EasyPostAnswers {

    private final List<String> hosts;

    EasyPostAnswers(List<String> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    PortalUrl read(UpstreamReply reply) {
        JsonNode body = reply.json();
        if (!reply.successful()) {
            throw EasyPostErrors.failure(reply, body);
        }
        JsonNode link = body.path("link");
        if (!link.isString() || link.stringValue().isBlank()) {
            throw new PortalFailure.InvalidResponse("no link", reply.requestId());
        }
        return new PortalUrl(
                link.stringValue(),
                reply.sentAt(),
                reply.sentAt().plus(lifetime(body, reply.sentAt())),
                EasyPostPlatform.URL_LIFETIME,
                hosts,
                Map.of(),
                reply.requestId());
    }

    /**
     * The platform's own span where it can be read, so that a clock that differs from ours does no harm; never more than
     * the documented life. A published sample has month 16: an unreadable time must not lose a good link.
     */
    private static Duration lifetime(JsonNode body, Instant sentAt) {
        Instant expires = time(body.path("expires_at"));
        Instant created = time(body.path("created_at"));
        if (expires == null) {
            return EasyPostPlatform.URL_LIFETIME;
        }
        Duration span = Duration.between(created == null ? sentAt : created, expires);
        boolean usable = span.isPositive() && span.compareTo(EasyPostPlatform.URL_LIFETIME) < 0;
        return usable ? span : EasyPostPlatform.URL_LIFETIME;
    }

    static @Nullable Instant time(JsonNode node) {
        try {
            return node.isString() ? OffsetDateTime.parse(node.stringValue()).toInstant() : null;
        } catch (DateTimeException ignored) {
            return null;
        }
    }
}
