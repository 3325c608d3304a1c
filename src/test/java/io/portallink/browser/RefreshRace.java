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
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Many tabs with one cookie want to be let in again, over real sockets; a subclass names the store that has to decide. */
abstract class RefreshRace {

    private static final int TABS = 64;
    private static final int LINKS = 10;
    private static final int ROUNDS = 4;

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
    void ticketWhenManyTabsRaceForReopeningThenThreeAreLetInOverAllRounds() throws Exception {
        Http http = new Http(port);
        for (int link = 1; link <= LINKS; link++) {
            String ticket = ticket(http, "m_race_" + link);
            Map<String, String> headers = new HashMap<>(Http.NAVIGATION);
            headers.put("Cookie", launched(http, ticket));
            StubPlatforms.easyPost().resetRequests();
            int letIn = 0;
            for (int round = 1; round <= ROUNDS; round++) {
                letIn += race(http, ticket, headers);
            }

            assertThat(letIn).as("link %d", link).isEqualTo(3);
            StubPlatforms.easyPost().verify(3, postRequestedFor(urlPathEqualTo(StubPlatforms.EASYPOST_PATH)));
        }
    }

    private static int race(Http http, String path, Map<String, String> headers) throws Exception {
        int letIn = 0;
        for (HttpResponse<String> answer : AtOnce.run(TABS, () -> http.get(path, headers))) {
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 302, 409);
            boolean platform =
                    answer.headers().firstValue("Location").orElse("").equals(StubPlatforms.EASYPOST_URL);
            letIn += platform ? 1 : 0;
        }
        return letIn;
    }

    private static String launched(Http http, String ticket) {
        HttpResponse<String> launch = http.get(ticket, Http.NAVIGATION);
        return launch.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    private static String ticket(Http http, String merchant) {
        HttpResponse<String> created = http.api(
                "POST",
                "/v1/portal-links",
                "acme-key",
                "{\"merchant_id\": \"" + merchant + "\", \"platform\": \"easypost\", \"account\": \"user_race\"}");
        assertThat(created.statusCode()).isEqualTo(201);
        return Http.path(Http.json(created).path("url").stringValue());
    }
}
