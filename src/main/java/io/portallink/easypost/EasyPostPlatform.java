package io.portallink.easypost;

import io.portallink.portal.AccountStatus;
import io.portallink.portal.Capabilities;
import io.portallink.portal.Page;
import io.portallink.portal.Platform;
import io.portallink.portal.PlatformId;
import io.portallink.portal.PortalRequest;
import io.portallink.portal.PortalUrl;
import io.portallink.portal.Preview;
import io.portallink.portal.Secret;
import io.portallink.portal.Settings;
import io.portallink.portal.StatusRequest;
import io.portallink.upstream.UpstreamCall;
import io.portallink.upstream.UpstreamClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * EasyPost's Customer Portal: {@code POST /v2/customer_portal/account_link}; and {@code GET /v2/users/{id}}, which tells
 * whether an account is still there. HTTP Basic with the key as user name, as the
 * documentation says; five official clients send Bearer instead, and both work.
 */
final class EasyPostPlatform implements Platform {

    static final PlatformId ID = new PlatformId("easypost");
    static final String PATH = "/v2/customer_portal/account_link";

    /** {@code expires_at − created_at} was 300 s in every recorded answer. */
    static final Duration URL_LIFETIME = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(EasyPostPlatform.class);
    private static final String API_KEY = "api-key";
    private static final String NO_BODY = "";
    private static final Capabilities CAPABILITIES =
            new Capabilities(EnumSet.allOf(Page.class), true, true, false, true, URL_LIFETIME, true);

    private final EasyPostProperties properties;
    private final String baseUrl;
    private final URI endpoint;
    private final UpstreamClient client;
    private final EasyPostAnswers answers;

    EasyPostPlatform(EasyPostProperties properties, String baseUrl, UpstreamClient client) {
        this.properties = properties;
        this.baseUrl = baseUrl;
        this.endpoint = URI.create(baseUrl + PATH);
        this.client = client;
        this.answers = new EasyPostAnswers(properties.redirectHosts());
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
        return CAPABILITIES;
    }

    @Override
    public void check(Settings settings) {
        settings.allow(Set.of(API_KEY));
        // a convention of EasyPost's, not a rule, so it is no reason to refuse
        if (settings.secret(API_KEY).value().startsWith("EZTK")) {
            log.warn("An EasyPost api-key looks like a test key (EZTK…); EasyPost's portal takes production keys only");
        }
    }

    @Override
    public Preview preview(PortalRequest request) {
        return new Preview(
                "POST",
                endpoint.toString(),
                Map.of("Authorization", "Basic ••••", "Content-Type", "application/json"),
                EasyPostBody.masked(request),
                Map.of());
    }

    @Override
    public PortalUrl open(PortalRequest request) {
        Secret key = request.settings().secret(API_KEY);
        return client.call(
                new UpstreamCall(
                        "POST",
                        endpoint,
                        authorization(key),
                        EasyPostBody.json(request),
                        key,
                        request.merchant(),
                        request.deadline()),
                answers::read);
    }

    @Override
    public AccountStatus status(StatusRequest request) {
        Secret key = request.settings().secret(API_KEY);
        return client.call(
                new UpstreamCall(
                        "GET",
                        URI.create(baseUrl + EasyPostUser.path(request.account())),
                        authorization(key),
                        NO_BODY,
                        key,
                        request.merchant(),
                        request.deadline()),
                reply -> EasyPostUser.read(reply, request.account()));
    }

    private static Map<String, String> authorization(Secret key) {
        String basic = Base64.getEncoder().encodeToString((key.value() + ":").getBytes(StandardCharsets.UTF_8));
        return Map.of("Authorization", "Basic " + basic);
    }
}
