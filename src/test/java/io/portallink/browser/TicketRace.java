package io.portallink.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.AtOnce;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Many browsers, one ticket, over real sockets; a subclass names the store that has to decide. */
abstract class TicketRace {

    private static final int BROWSERS = 64;
    private static final int ROUNDS = 200;

    @LocalServerPort
    private int port;

    @BeforeEach
    void mintsThatTakeAMoment() {
        StubPlatforms.reset();
        StubPlatforms.easyPost()
                .stubFor(post(urlPathEqualTo(StubPlatforms.EASYPOST_PATH))
                        .willReturn(aResponse()
                                .withStatus(201)
                                .withFixedDelay(5)
                                .withHeader("Content-Type", "application/json")
                                .withBody(StubPlatforms.easyPostBody(Instant.now()))));
    }

    @Test
    void launchWhenManyBrowsersRaceForOneTicketThenOneIsMintedAndOneIsRedirected() throws Exception {
        Http http = new Http(port);
        for (int round = 1; round <= ROUNDS; round++) {
            StubPlatforms.easyPost().resetRequests();
            String path = ticket(http);
            List<Integer> statuses =
                    AtOnce.run(BROWSERS, () -> http.get(path, Http.NAVIGATION).statusCode());

            assertThat(statuses).as("round %d", round).hasSize(BROWSERS).containsOnlyOnce(302);
            assertThat(statuses).as("round %d", round).allMatch(s -> s == 302 || s == 409 || s == 410);
            StubPlatforms.easyPost().verify(1, postRequestedFor(urlPathEqualTo(StubPlatforms.EASYPOST_PATH)));
        }
    }

    private static String ticket(Http http) {
        HttpResponse<String> created = http.api("POST", "/v1/portal-links", "acme-key", """
                {"merchant_id": "m_race", "platform": "easypost", "account": "user_race"}""");
        assertThat(created.statusCode()).isEqualTo(201);
        return Http.path(Http.json(created).path("url").stringValue());
    }
}
