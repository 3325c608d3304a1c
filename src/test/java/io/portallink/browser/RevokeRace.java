package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Revocations and a launch at once; a subclass names the store that has to decide, and what both are told must agree. */
abstract class RevokeRace {

    private static final int ROUNDS = 60;
    private static final int REVOCATIONS = 2;
    private static final int LATEST = 12;

    @LocalServerPort
    private int port;

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @Test
    void revokeWhenItRacesWithALaunchThenRedirectAndWarningGoTogether() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 1; round <= ROUNDS; round++) {
                race(round, threads);
            }
        }
    }

    private void race(int round, ExecutorService threads) throws Exception {
        Http http = new Http(port);
        JsonNode link = Http.json(http.api("POST", "/v1/portal-links", "acme-key", """
                {"merchant_id": "m_race", "platform": "easypost", "account": "user_race"}"""));
        String ticket = Http.path(link.path("url").stringValue());
        String path = "/v1/portal-links/" + link.path("id").stringValue();
        CyclicBarrier start = new CyclicBarrier(1 + REVOCATIONS);
        Future<HttpResponse<String>> launch = threads.submit(() -> {
            start.await();
            return http.get(ticket, Http.NAVIGATION);
        });
        List<Future<HttpResponse<String>>> revocations = new ArrayList<>();
        for (int i = 0; i < REVOCATIONS; i++) {
            revocations.add(threads.submit(() -> {
                start.await();
                TimeUnit.MILLISECONDS.sleep(round % LATEST);
                return http.api("POST", path + "/revoke", "acme-key", "");
            }));
        }
        for (Future<HttpResponse<String>> revocation : revocations) {
            assertThat(revocation.get().statusCode()).isEqualTo(200);
        }
        assertThat(launch.get().statusCode()).as("round %d", round).isIn(302, 410);
        agree(round, launch.get().statusCode() == 302, revocations, Http.json(http.api("GET", path, "acme-key", "")));
        assertThat(http.get(ticket, Http.NAVIGATION).statusCode()).isEqualTo(410);
    }

    private static void agree(
            int round, boolean redirected, List<Future<HttpResponse<String>>> revocations, JsonNode link)
            throws Exception {
        assertThat(link.path("status").asString()).isEqualTo("revoked");
        assertThat(link.path("events").toString().contains("\"opened\""))
                .as("round %d", round)
                .isEqualTo(redirected);
        for (Future<HttpResponse<String>> revocation : revocations) {
            JsonNode told = Http.json(revocation.get());
            assertThat(told.path("revoked_at")).isEqualTo(link.path("revoked_at"));
            assertThat(told.path("warnings").toString().contains("session-not-ended"))
                    .as("round %d", round)
                    .isEqualTo(redirected);
        }
    }
}
