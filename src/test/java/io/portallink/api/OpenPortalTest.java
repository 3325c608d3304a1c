package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@BrokerTest
class OpenPortalTest {

    private final Http http;

    OpenPortalTest(@LocalServerPort int port) {
        http = new Http(port);
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @Test
    void openWhenLaunchLinkIsFollowedThenBrowserIsSentToPlatform() {
        HttpResponse<String> created = http.api("POST", "/v1/portal-links", "acme-key", """
                {"merchant_id": "m_1", "platform": "easypost", "account": "user_1", "page": "billing"}""");
        assertThat(created.statusCode()).isEqualTo(201);
        String url = Http.json(created).path("url").stringValue();

        HttpResponse<String> launched = http.get(Http.path(url), Http.NAVIGATION);

        assertThat(launched.statusCode()).isEqualTo(302);
        assertThat(launched.headers().firstValue("Location")).contains(StubPlatforms.EASYPOST_URL);
    }
}
