package io.portallink.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The two platforms as WireMock servers, one of each for the whole run; {@link #reset} gives them their good answers. */
public final class StubPlatforms {

    public static final String EASYPOST_PATH = "/v2/customer_portal/account_link";
    public static final String SHIPENGINE_PATH = "/v1/tokens/ephemeral";
    public static final String EASYPOST_URL =
            "https://app.easypost.com/customer-portal/account-management?session_id=-bcdefghijklmnop";
    public static final String SHIPENGINE_TOKEN = "eyJhbGciOiJIUzI1NiJ9.e30.stub-token_signature";
    public static final String SHIPENGINE_URL =
            "https://dashboard.shipengine.com/api/directlogin?token=" + SHIPENGINE_TOKEN;

    private static final WireMockServer EASYPOST = start();
    private static final WireMockServer SHIPENGINE = start();

    static {
        reset();
    }

    private StubPlatforms() {}

    public static WireMockServer easyPost() {
        return EASYPOST;
    }

    public static WireMockServer shipEngine() {
        return SHIPENGINE;
    }

    /** Forgets all requests and stubs, and answers well. */
    public static void reset() {
        EASYPOST.resetAll();
        SHIPENGINE.resetAll();
        EASYPOST.stubFor(post(urlPathEqualTo(EASYPOST_PATH))
                .willReturn(aResponse()
                        .withStatus(201)
                        .withHeader("Content-Type", "application/json")
                        .withHeader("x-ep-request-uuid", "ep-request-1")
                        .withBody(easyPostBody(Instant.now()))));
        SHIPENGINE.stubFor(post(urlPathEqualTo(SHIPENGINE_PATH))
                .willReturn(aResponse()
                        .withStatus(200)
                        .withHeader("Content-Type", "application/json")
                        .withHeader("X-ShipEngine-RequestID", "se-request-1")
                        .withBody("{\"token\":\"" + SHIPENGINE_TOKEN + "\",\"redirect_url\":\"" + SHIPENGINE_URL
                                + "\"}")));
    }

    public static String easyPostBody(Instant createdAt) {
        Instant created = createdAt.truncatedTo(ChronoUnit.SECONDS);
        return "{\"object\":\"CustomerPortalAccountLink\",\"link\":\"" + EASYPOST_URL + "\",\"created_at\":\"" + created
                + "\",\"expires_at\":\"" + created.plusSeconds(300) + "\"}";
    }

    private static WireMockServer start() {
        WireMockServer server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        return server;
    }
}
