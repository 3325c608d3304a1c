package io.portallink.toy;

import io.portallink.portal.Capabilities;
import io.portallink.portal.Page;
import io.portallink.portal.Platform;
import io.portallink.portal.PlatformId;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.PortalRequest;
import io.portallink.portal.PortalUrl;
import io.portallink.portal.Preview;
import io.portallink.portal.Secret;
import io.portallink.portal.Settings;
import io.portallink.upstream.UpstreamCall;
import io.portallink.upstream.UpstreamClient;
import io.portallink.upstream.UpstreamReply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code GET /portal} with a token; the answer is {@code {"open": "https://…"}}. */
final class ToyPlatform implements Platform {

    static final PlatformId ID = new PlatformId("toy");

    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final ToyProperties properties;
    private final UpstreamClient client;

    ToyPlatform(ToyProperties properties, UpstreamClient client) {
        this.properties = properties;
        this.client = client;
    }

    @Override
    public PlatformId id() {
        return ID;
    }

    @Override
    public boolean enabled() {
        return properties.enabled();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(Set.of(Page.BILLING), false, false, false, false, LIFETIME, true);
    }

    @Override
    public void check(Settings settings) {
        settings.allow(Set.of("api-key"));
        settings.secret("api-key");
    }

    @Override
    public Preview preview(PortalRequest request) {
        return new Preview("GET", properties.baseUrl() + "/portal", Map.of("X-Toy", "••••"), null, Map.of());
    }

    @Override
    public PortalUrl open(PortalRequest request) {
        Secret key = request.settings().secret("api-key");
        UpstreamCall call = new UpstreamCall(
                "GET",
                URI.create(properties.baseUrl() + "/portal"),
                Map.of("X-Toy", key.value(), "X-Account", request.account().value()),
                "",
                key,
                request.merchant(),
                request.deadline());
        return client.call(call, ToyPlatform::read);
    }

    private static PortalUrl read(UpstreamReply reply) {
        if (!reply.successful()) {
            throw switch (reply.status()) {
                case 401, 403 -> new PortalFailure.CredentialsRejected(reply.requestId());
                case 404 -> new PortalFailure.AccountRejected(reply.requestId());
                default -> new PortalFailure.RequestRejected(reply.requestId());
            };
        }
        return new PortalUrl(
                link(reply),
                reply.sentAt(),
                reply.sentAt().plus(LIFETIME),
                LIFETIME,
                List.of("toy.example"),
                Map.of(),
                reply.requestId());
    }

    private static String link(UpstreamReply reply) {
        JsonNode open = reply.json().path("open");
        if (!open.isString()) {
            throw new PortalFailure.InvalidResponse("no URL", reply.requestId());
        }
        return open.stringValue();
    }
}
