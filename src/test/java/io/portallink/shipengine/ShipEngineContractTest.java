package io.portallink.shipengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.portallink.portal.AccountStatus;
import io.portallink.portal.InvalidConfiguration;
import io.portallink.portal.Page;
import io.portallink.portal.Platform;
import io.portallink.portal.PortalUrl;
import io.portallink.portal.Settings;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.PlatformContract;
import io.portallink.testkit.StubPlatforms;
import io.portallink.upstream.UpstreamClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShipEngineContractTest extends PlatformContract {

    private static final String KEY = BrokerTestConfiguration.SHIPENGINE_KEY;
    private static final Duration TIME = Duration.ofSeconds(5);

    static Platform shipEngine(String baseUrl, String loginUrl, UpstreamClients clients) {
        ShipEngineProperties properties = new ShipEngineProperties(
                true, baseUrl, "/v1/tokens/ephemeral", loginUrl, List.of("dashboard.shipengine.com"), 16, 0);
        return new ShipEngineConfiguration().shipEngine(properties, clients);
    }

    @Override
    protected Platform platform(String baseUrl, UpstreamClients clients) {
        return shipEngine(baseUrl, "https://dashboard.shipengine.com/api/directlogin", clients);
    }

    @Override
    protected Settings settings() {
        return new Settings(Map.of("api-key", KEY));
    }

    @Override
    protected ResponseDefinitionBuilder good() {
        return json(200, goodBody());
    }

    @Override
    protected String requestIdHeader() {
        return "X-ShipEngine-RequestID";
    }

    @Override
    protected String goodBody() {
        return "{\"token\":\"" + StubPlatforms.SHIPENGINE_TOKEN + "\",\"redirect_url\":\""
                + StubPlatforms.SHIPENGINE_URL + "\"}";
    }

    @Override
    protected String goodUrl() {
        return StubPlatforms.SHIPENGINE_URL;
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "account-id, ''", "api-key, ''", "se-account-id, se-"})
    void openWhenFormOfOnBehalfOfIsChosenThenExactlyItsRequestIsSent(String form, String prefix) {
        answer(good());
        Settings settings = form.isEmpty() ? settings() : new Settings(Map.of("api-key", KEY, "on-behalf-of", form));

        platform().open(request(settings, Page.BILLING, null, Map.of("phone", "1"), TIME));

        assertThat(sent()).hasSize(1);
        LoggedRequest request = sent().getFirst();
        assertThat(request.getMethod().getName()).isEqualTo("POST");
        assertThat(request.getUrl()).isEqualTo("/v1/tokens/ephemeral?redirect=shipengine-dashboard");
        assertThat(request.getHeader("API-Key")).isEqualTo(KEY).contains("+", "/");
        assertThat(request.getHeader("On-Behalf-Of")).isEqualTo(prefix + ACCOUNT);
        assertThat(request.getBody()).isEmpty();
        assertThat(request.containsHeader("Content-Type")).isFalse();
        assertThat(request.containsHeader("Transfer-Encoding")).isFalse();
        assertThat(request.containsHeader("Authorization")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Account-ID", "account_id", "other"})
    void checkWhenFormIsUnknownThenRefused(String form) {
        Settings settings = new Settings(Map.of("api-key", KEY, "on-behalf-of", form + " "));
        if (form.isEmpty()) {
            platform().check(settings); // blank is absent
        } else {
            assertThatExceptionOfType(InvalidConfiguration.class)
                    .isThrownBy(() -> platform().check(settings));
        }
    }

    @Test
    void openWhenPageAndThemesAreGivenThenParametersAndTheRequestsThemeWins() {
        answer(good());
        Settings themed = new Settings(Map.of("api-key", KEY, "theme-id", "tenant&theme"));

        PortalUrl own = platform().open(request(themed, Page.CARRIERS, "my theme", Map.of(), TIME));
        PortalUrl tenants = platform().open(request(themed, null, null, Map.of(), TIME));
        PortalUrl none = platform().open(request(null));

        assertThat(own.parameters()).isEqualTo(Map.of("theme_id", "my theme", "redirect_to", "carriers"));
        assertThat(tenants.parameters()).isEqualTo(Map.of("theme_id", "tenant&theme"));
        assertThat(none.parameters()).isEmpty();
        assertThat(none.expiresAt()).isEqualTo(none.sentAt().plusSeconds(10));
        assertThat(none.usableFor()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void statusWhenAskedThenItCantTellAndNothingIsSent() {
        assertThat(platform().status(statusRequest(request(null)))).isEqualTo(AccountStatus.untold());
        assertThat(sent()).isEmpty();
    }
}
