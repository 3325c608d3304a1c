package io.portallink.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.portallink.portal.Deadline;
import io.portallink.portal.MerchantId;
import io.portallink.portal.Page;
import io.portallink.portal.Platform;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.PortalRequest;
import io.portallink.portal.Problem;
import io.portallink.portal.Secret;
import io.portallink.portal.Settings;
import io.portallink.portal.StatusRequest;
import io.portallink.portal.TenantId;
import io.portallink.upstream.UpstreamClients;
import io.portallink.upstream.UpstreamKit;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A real connector with a real upstream client against a server that says what the test wants. */
public abstract class PlatformFixture {

    /** In every bad answer: must be in nothing that we say ourselves. */
    protected static final String PLATFORM_TEXT = "SECRET-platform-text";

    protected static final String ACCOUNT = "user_0123456789abcdef0123456789abcdef";
    protected static final URI RETURN_URL = URI.create("https://links.example.com/return/SECRET-return-token");
    protected static final URI REFRESH_URL = URI.create("https://links.example.com/refresh/SECRET-refresh-token");

    private static final WireMockServer SERVER = start();

    private static WireMockServer start() {
        WireMockServer server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        return server;
    }

    @BeforeEach
    final void reset() {
        SERVER.resetAll();
    }

    /** The connector, as its own configuration makes it. */
    protected abstract Platform platform(String baseUrl, UpstreamClients clients);

    /** A tenant's settings; {@code api-key} among them. */
    protected abstract Settings settings();

    /** A good answer whose URL is {@link #goodUrl}. */
    protected abstract ResponseDefinitionBuilder good();

    protected abstract String goodBody();

    protected abstract String goodUrl();

    /** What the wrong answers are the answers to: opening a portal, unless the test is about another call. */
    protected Object ask(Platform platform, PortalRequest request) {
        return platform.open(request);
    }

    protected static WireMockServer server() {
        return SERVER;
    }

    protected final Platform platform() {
        return platform(SERVER.baseUrl(), UpstreamKit.clients());
    }

    protected static void answer(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(any(anyUrl()).willReturn(answer));
    }

    protected static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    protected static List<LoggedRequest> sent() {
        return SERVER.findAll(com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor(anyUrl()));
    }

    protected final PortalRequest request(@Nullable Page page) {
        return request(settings(), page, null, Map.of(), Duration.ofSeconds(5));
    }

    protected static PortalRequest request(
            Settings settings,
            @Nullable Page page,
            @Nullable String theme,
            Map<String, Object> prefill,
            Duration time) {
        return new PortalRequest(
                new TenantId("acme"),
                settings,
                new MerchantId("m_1"),
                new Secret(ACCOUNT),
                page,
                RETURN_URL,
                REFRESH_URL,
                theme,
                prefill,
                Deadline.in(time));
    }

    protected static StatusRequest statusRequest(PortalRequest request) {
        return new StatusRequest(request.settings(), request.merchant(), request.account(), request.deadline());
    }

    protected final PortalFailure failure(Platform platform, Duration time) {
        PortalRequest request = request(settings(), null, null, Map.of(), time);
        PortalFailure failure = catchThrowableOfType(PortalFailure.class, () -> ask(platform, request));
        assertThat(failure).as("no failure").isNotNull();
        assertThat(failure + failure.detail() + failure.members() + failure.platformRequestId())
                .doesNotContain(PLATFORM_TEXT, ACCOUNT, settings().required("api-key"));
        assertThat(failure).hasNoCause();
        return failure;
    }

    protected final void assertProblem(Problem problem) {
        assertThat(failure(platform(), Duration.ofSeconds(5)).problem()).isEqualTo(problem);
    }
}
