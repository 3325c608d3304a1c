package io.portallink.toy;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.portallink.portal.AccountStatus;
import io.portallink.portal.Platform;
import io.portallink.portal.Settings;
import io.portallink.testkit.PlatformContract;
import io.portallink.upstream.UpstreamClients;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToyContractTest extends PlatformContract {

    @Override
    protected Platform platform(String baseUrl, UpstreamClients clients) {
        return new ToyConfiguration().toy(new ToyProperties(true, baseUrl), clients);
    }

    @Override
    protected Settings settings() {
        return new Settings(Map.of("api-key", "toy-key"));
    }

    @Override
    protected ResponseDefinitionBuilder good() {
        return json(200, goodBody());
    }

    @Override
    protected String requestIdHeader() {
        return "X-Toy-Request";
    }

    @Override
    protected String goodBody() {
        return "{\"open\":\"" + goodUrl() + "\"}";
    }

    @Override
    protected String goodUrl() {
        return "https://toy.example/open?once=1";
    }

    @Test
    void openWhenCalledThenGetWithoutBody() {
        answer(good());

        platform().open(request(null));

        assertThat(sent()).singleElement().satisfies(request -> {
            assertThat(request.getMethod().getName()).isEqualTo("GET");
            assertThat(request.getUrl()).isEqualTo("/portal");
            assertThat(request.getHeader("X-Toy")).isEqualTo("toy-key");
            assertThat(request.getBody()).isEmpty();
        });
    }

    @Test
    void statusWhenAskedThenItCantTellAndNothingIsSent() {
        assertThat(platform().status(statusRequest(request(null)))).isEqualTo(AccountStatus.untold());
        assertThat(sent()).isEmpty();
    }
}
