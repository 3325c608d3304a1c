package io.portallink.packaged;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.portallink.testkit.AtOnce;
import io.portallink.testkit.EmbeddedPostgresServer;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two brokers, processes of their own, on one PostgreSQL, and one credential's limits. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES) // takes little more than the minute that the budget is about
class BudgetReplicasIT {

    private static final int REPLICAS = 2;
    private static final int BUDGET = 8;
    private static final int OTHERS = 5;
    private static final int CLIENTS = 48;
    private static final int TAP_SECONDS = 4;

    private final List<Replica> replicas = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    BudgetReplicasIT(@TempDir Path folder) throws IOException {
        Mints.take(0);
        String database = EmbeddedPostgresServer.freshDatabase();
        for (int number = 0; number < REPLICAS; number++) {
            replicas.add(
                    new Replica(folder, number, database, "--portal.platforms.shipengine.budget-per-minute=" + BUDGET));
        }
    }

    @BeforeAll
    void start() {
        replicas.forEach(Replica::awaitReady);
    }

    @AfterAll
    void stop() {
        replicas.forEach(Replica::close);
    }

    @Test
    void createWhenOneMerchantHammersAllReplicasThenTheBudgetHoldsAndTheOthersGetInAtTheirTime() throws Exception {
        List<HttpResponse<String>> race = AtOnce.run(CLIENTS, () -> open("m_hammer"));
        assertThat(race).filteredOn(answer -> answer.statusCode() == 201).hasSize(BUDGET);
        assertThat(race).filteredOn(BudgetReplicasIT::isRefused).hasSize(CLIENTS - BUDGET);

        Map<String, Long> dues = new HashMap<>();
        for (int other = 1; other <= OTHERS; other++) {
            HttpResponse<String> refused = open("m_" + other);
            assertThat(isRefused(refused)).as("%s", refused.body()).isTrue();
            dues.put("m_" + other, System.nanoTime() + TimeUnit.SECONDS.toNanos(retryAfter(refused)));
        }
        replicas.getFirst().kill();
        replicas.getFirst().startAgain();
        assertThat(isRefused(open(replicas.getFirst(), "shipengine", "m_hammer")))
                .as("a restart gives nothing back")
                .isTrue();
        while (!dues.isEmpty()) {
            open("m_hammer");
            for (String merchant : List.copyOf(dues.keySet())) {
                if (dues.getOrDefault(merchant, 0L) - System.nanoTime() <= 0) {
                    HttpResponse<String> back = open(merchant);
                    assertThat(back.statusCode())
                            .as("%s at its time: %s", merchant, back.body())
                            .isEqualTo(201);
                    dues.remove(merchant);
                }
            }
        }
        assertNeverMoreThanTheBudgetInAMinute();
    }

    @Test
    void createWhenThePlatformSaidSlowDownThenNoReplicaCallsItForAsLongAsItSaid() {
        StubPlatforms.easyPost().resetAll();
        StubPlatforms.easyPost()
                .stubFor(post(urlPathEqualTo(StubPlatforms.EASYPOST_PATH))
                        .willReturn(
                                aResponse().withStatus(429).withHeader("Retry-After", String.valueOf(TAP_SECONDS))));
        for (Replica replica : List.of(replicas.getLast(), replicas.getFirst(), replicas.getLast())) {
            HttpResponse<String> refused = open(replica, "easypost", "m_1");
            assertThat(isRefused(refused)).as("%s", refused.body()).isTrue();
            assertThat(retryAfter(refused)).isBetween(1L, (long) TAP_SECONDS);
        }
        assertThat(StubPlatforms.easyPost().getAllServeEvents()).hasSize(1);
        Instant said = at(StubPlatforms.easyPost().getAllServeEvents().getFirst());
        Mints.take(0);
        while (open(replicas.get(0), "easypost", "m_1").statusCode() != 201) {
            assertThat(Instant.now()).isBefore(said.plusSeconds(60));
        }
        assertThat(at(StubPlatforms.easyPost().getAllServeEvents().getFirst()))
                .isAfterOrEqualTo(said.plusSeconds(TAP_SECONDS));
        assertThat(open(replicas.get(1), "easypost", "m_1").statusCode()).isEqualTo(201);
    }

    private static void assertNeverMoreThanTheBudgetInAMinute() {
        List<Instant> mints = StubPlatforms.shipEngine().getAllServeEvents().stream()
                .map(BudgetReplicasIT::at)
                .sorted()
                .toList();
        assertThat(mints).hasSizeGreaterThanOrEqualTo(BUDGET + OTHERS);
        for (int i = BUDGET; i < mints.size(); i++) {
            assertThat(Duration.between(mints.get(i - BUDGET), mints.get(i)))
                    .as("between a mint and the %dth after it", BUDGET)
                    .isGreaterThan(Duration.ofMinutes(1));
        }
    }

    private static Instant at(ServeEvent event) {
        return event.getRequest().getLoggedDate().toInstant();
    }

    private HttpResponse<String> open(String merchant) {
        return open(replicas.get(next.getAndIncrement() % REPLICAS), "shipengine", merchant);
    }

    private static HttpResponse<String> open(Replica replica, String platform, String merchant) {
        HttpResponse<String> response = replica.ask(http ->
                        http.api("POST", "/v1/portal-links", ContractYaml.API_KEY, """
                        {"merchant_id": "%s", "platform": "%s", "account": "123", "mode": "direct"}""".formatted(merchant, platform)))
                .response();
        return requireNonNull(response, "no answer");
    }

    private static boolean isRefused(HttpResponse<String> answer) {
        return answer.statusCode() == 503
                && Http.json(answer).path("code").stringValue().equals("platform-rate-limited");
    }

    private static long retryAfter(HttpResponse<String> answer) {
        return Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow());
    }
}
