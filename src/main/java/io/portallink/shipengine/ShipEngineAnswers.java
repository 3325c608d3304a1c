package io.portallink.shipengine;

import io.portallink.portal.PortalFailure;
import io.portallink.portal.PortalUrl;
import io.portallink.upstream.UpstreamClient;
import io.portallink.upstream.UpstreamReply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads ShipEngine's answers. Neither {@code token} nor {@code redirect_url} is declared required, and some answers carry
 * {@code errors} on a 2xx: those are errors.
 */
final class ShipEngineAnswers {

    private final String loginUrl;
    private final List<String> hosts;
    private final UpstreamClient client;

    ShipEngineAnswers(String loginUrl, List<String> hosts, UpstreamClient client) {
        this.loginUrl = loginUrl;
        this.hosts = List.copyOf(hosts);
        this.client = client;
    }

    PortalUrl read(UpstreamReply reply, Map<String, String> parameters) {
        JsonNode body = reply.json();
        String requestId = requestId(reply, body);
        if (!reply.successful() || hasErrors(body.path("errors"))) {
            throw ShipEngineErrors.failure(reply, body, requestId, client);
        }
        return new PortalUrl(
                url(body, requestId),
                reply.sentAt(),
                reply.sentAt().plus(ShipEnginePlatform.URL_LIFETIME),
                ShipEnginePlatform.USABLE_FOR,
                hosts,
                parameters,
                requestId);
    }

    /** Anything but nothing counts: of another form than documented, they are errors all the same. */
    private static boolean hasErrors(JsonNode errors) {
        return errors.isContainer() ? !errors.isEmpty() : !errors.isMissingNode() && !errors.isNull();
    }

    private String url(JsonNode body, @Nullable String requestId) {
        String redirect = body.path("redirect_url").stringValue("");
        if (!redirect.isBlank()) {
            return redirect;
        }
        String token = body.path("token").stringValue("");
        if (token.isBlank()) {
            throw new PortalFailure.InvalidResponse("neither redirect_url nor token", requestId);
        }
        String separator = loginUrl.contains("?") ? "&" : "?";
        return loginUrl + separator + "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    private static @Nullable String requestId(UpstreamReply reply, JsonNode body) {
        if (reply.requestId() != null) {
            return reply.requestId();
        }
        String id = body.path("request_id").stringValue("");
        return id.matches("[A-Za-z0-9._-]{1,100}") ? id : null;
    }
}
