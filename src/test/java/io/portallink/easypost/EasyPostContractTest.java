package io.portallink.easypost;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.portallink.portal.Page;
import io.portallink.portal.Platform;
import io.portallink.portal.Settings;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.PlatformContract;
import io.portallink.testkit.StubPlatforms;
import io.portallink.upstream.UpstreamClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class EasyPostContractTest extends PlatformContract {

    private static final String KEY = BrokerTestConfiguration.EASYPOST_KEY;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static EasyPostPlatform easyPost(String baseUrl, UpstreamClients clients) {
        EasyPostProperties properties = new EasyPostProperties(true, baseUrl, List.of("app.easypost.com"), 16, 0);
        return (EasyPostPlatform) new EasyPostConfiguration().easyPost(properties, clients);
    }

    @Override
    protected Platform platform(String baseUrl, UpstreamClients clients) {
        return easyPost(baseUrl, clients);
    }

    @Override
    protected Settings settings() {
        return new Settings(Map.of("api-key", KEY));
    }

    @Override
    protected ResponseDefinitionBuilder good() {
        return json(201, goodBody()).withHeader("x-ep-request-uuid", "ep-1");
    }

    @Override
    protected String requestIdHeader() {
        return "x-ep-request-uuid";
    }

    @Override
    protected String goodBody() {
        return StubPlatforms.easyPostBody(Instant.now());
    }

    @Override
    protected String goodUrl() {
        return StubPlatforms.EASYPOST_URL;
    }

    @ParameterizedTest
    @CsvSource({
        "'', account_management, ''",
        "ONBOARDING, account_onboarding, ''",
        "SETTINGS, account_management, account-settings",
        "BILLING, account_management, wallet",
        "CARRIERS, account_management, carriers",
        "REPORTS, account_management, reports",
        "BRANDING, account_management, branding",
        "ANALYTICS, account_management, analytics",
        "INSURANCE, account_management, insurance"
    })
    void openWhenPageIsAskedThenExactlyItsRequestIsSent(String page, String session, String target) {
        answer(good());

        platform().open(request(page.isEmpty() ? null : Page.valueOf(page)));

        String metadata = target.isEmpty() ? "" : ",\"metadata\":{\"target\":\"" + target + "\"}";
        assertSent("{\"session_type\":\"" + session + "\",\"user_id\":\"" + ACCOUNT + "\",\"refresh_url\":\""
                + REFRESH_URL + "\",\"return_url\":\"" + RETURN_URL + "\"" + metadata + "}");
    }

    @Test
    void openWhenPrefillIsGivenThenItGoesThroughUnchanged() {
        answer(good());
        String prefill = "{\"a\":{\"b\":[1,null,\"ü\"]},\"phone\":\"+1\"}";
        @SuppressWarnings("unchecked")
        Map<String, Object> fields = JSON.readValue(prefill, Map.class);

        platform().open(request(settings(), Page.ONBOARDING, null, fields, Duration.ofSeconds(5)));

        assertSent("{\"session_type\":\"account_onboarding\",\"user_id\":\"" + ACCOUNT + "\",\"refresh_url\":\""
                + REFRESH_URL + "\",\"return_url\":\"" + RETURN_URL + "\",\"metadata\":{\"fields\":" + prefill + "}}");
    }

    @Test
    void openWhenPlatformNamesItsRequestThenIdIsKept() {
        answer(good());
        @Nullable String id = platform().open(request(null)).requestId();
        assertThat(id).isEqualTo("ep-1");
    }

    private static void assertSent(String body) {
        assertThat(sent()).hasSize(1);
        LoggedRequest request = sent().getFirst();
        assertThat(request.getMethod().getName()).isEqualTo("POST");
        assertThat(request.getUrl()).isEqualTo("/v2/customer_portal/account_link");
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeader("Authorization"))
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString((KEY + ":").getBytes(StandardCharsets.UTF_8)));
        assertThat(JSON.readTree(request.getBodyAsString())).isEqualTo(JSON.readTree(body));
    }
}
