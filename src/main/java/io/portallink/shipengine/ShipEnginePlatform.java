package io.portallink.shipengine;

import io.portallink.portal.Capabilities;
import io.portallink.portal.Page;
import io.portallink.portal.Platform;
import io.portallink.portal.PlatformId;
import io.portallink.portal.PortalRequest;
import io.portallink.portal.PortalUrl;
import io.portallink.portal.Preview;
import io.portallink.portal.Secret;
import io.portallink.portal.Settings;
import io.portallink.upstream.UpstreamCall;
import io.portallink.upstream.UpstreamClient;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * ShipEngine's direct login: {@code POST /v1/tokens/ephemeral?redirect=shipengine-dashboard}, without a body. The source
 * document prints {@code &redirect=}, a typo. The token lives 10 seconds from when the request was sent, and no expiry
 * is returned. Where onboarding is incomplete it is shown whatever was asked, so no landing page can be promised.
 */
final class ShipEnginePlatform implements Platform {

    static final PlatformId ID = new PlatformId("shipengine");
    static final Duration URL_LIFETIME = Duration.ofSeconds(10);

    /** Older than this, the browser may not get there in time. */
    static final Duration USABLE_FOR = Duration.ofSeconds(4);

    private static final String API_KEY = "api-key";
    private static final String THEME_ID = "theme-id";
    private static final String NO_BODY = "";
    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Page.ONBOARDING, Page.BILLING, Page.CARRIERS), false, false, true, false, URL_LIFETIME, false);

    private final ShipEngineProperties properties;
    private final URI endpoint;
    private final UpstreamClient client;
    private final ShipEngineAnswers answers;

    ShipEnginePlatform(ShipEngineProperties properties, URI endpoint, UpstreamClient client) {
        this.properties = properties;
        this.endpoint = endpoint;
        this.client = client;
        this.answers = new ShipEngineAnswers(properties.loginUrl(), properties.redirectHosts(), client);
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
        settings.allow(Set.of(API_KEY, OnBehalfOf.SETTING, THEME_ID));
        settings.secret(API_KEY);
        OnBehalfOf.of(settings);
    }

    @Override
    public Preview preview(PortalRequest request) {
        return new Preview(
                "POST",
                endpoint.toString(),
                Map.of(
                        "API-Key",
                        "••••",
                        "On-Behalf-Of",
                        OnBehalfOf.of(request.settings())
                                .header(request.account().masked())),
                null,
                parameters(request));
    }

    @Override
    public PortalUrl open(PortalRequest request) {
        Secret key = request.settings().secret(API_KEY);
        Map<String, String> parameters = parameters(request);
        return client.call(
                new UpstreamCall(
                        "POST",
                        endpoint,
                        Map.of("API-Key", key.value(), "On-Behalf-Of", onBehalfOf(request)),
                        NO_BODY,
                        key,
                        request.merchant(),
                        request.deadline()),
                reply -> answers.read(reply, parameters));
    }

    private static String onBehalfOf(PortalRequest request) {
        return OnBehalfOf.of(request.settings()).header(request.account().value());
    }

    private static Map<String, String> parameters(PortalRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String theme = request.themeId() == null
                ? request.settings().optional(THEME_ID).orElse(null)
                : request.themeId();
        if (theme != null) {
            parameters.put("theme_id", theme);
        }
        Page page = request.page();
        if (page != null) {
            parameters.put("redirect_to", page.wire());
        }
        return parameters;
    }
}
