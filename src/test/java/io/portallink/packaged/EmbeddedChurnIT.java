package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.idempotency.IdempotencyKeys;
import io.portallink.link.LinkSweeper;
import io.portallink.link.TestClock;
import io.portallink.testkit.AtOnce;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.EmbeddedStoreUrl;
import io.portallink.testkit.Http;
import io.portallink.testkit.StartedBroker;
import io.portallink.testkit.StubPlatforms;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Three days of links, most of them launched, swept as they end: the embedded store's file stops growing. */
@Tag("full")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class EmbeddedChurnIT {

    // in-process, so that its time can be moved: links and idempotency keys live for hours
    private static final Duration STEP = Duration.ofMinutes(30);
    private static final int STEPS_A_DAY = 48;
    private static final int DAYS = 3;
    private static final int AT_ONCE = 8;

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }
    }

    @Test
    void fileWhenLinksComeAndGoThenStaysSmall(@TempDir Path folder) throws Exception {
        churn(folder, 24, 64 << 10);
    }

    @Test
    @Tag("long")
    void fileWhenManyLinksComeAndGoThenStaysSmall(@TempDir Path folder) throws Exception {
        churn(folder, Integer.getInteger("churn.links", 240), 384 << 10);
    }

    /**
     * The file is mostly space that H2 keeps to write to, by its own clock and not by the test's: its size varies by half
     * from run to run, so there is only a bound on it. What lives in it is the same in each run.
     */
    private static void churn(Path folder, int linksAStep, int largestKib) throws Exception {
        Mints.take(0);
        Path file = folder.resolve("broker.mv.db");
        List<Long> sizes = new ArrayList<>();
        List<Long> living = new ArrayList<>();
        try (StartedBroker broker = start(folder)) {
            for (int step = 1; step <= DAYS * STEPS_A_DAY; step++) {
                AtOnce.run(AT_ONCE, () -> links(broker.http(), linksAStep / AT_ONCE));
                StubPlatforms.easyPost().resetRequests();
                broker.bean(TestClock.class).advance(STEP);
                broker.bean(LinkSweeper.class).sweep();
                broker.bean(IdempotencyKeys.class).sweep();
                sizes.add(Files.size(file) >> 10);
                if (step % STEPS_A_DAY == 0) {
                    living.add(living(broker, folder.resolve("living.sql")));
                }
            }
        }
        long largest = Collections.max(sizes);
        Audit.print(
                "Embedded store over %d days of %d links each: file at most %d KiB, %d when closed; in it lived %s KiB of SQL"
                        .formatted(DAYS, linksAStep * STEPS_A_DAY, largest, Files.size(file) >> 10, living));
        assertThat(largest).as("the file's KiB, step by step: %s", sizes).isLessThan(largestKib);
        // keys are kept for a day, so the first day fills; from then on as much goes as comes
        assertThat(living.getLast()).as("living KiB, day by day: %s", living).isLessThan(living.getFirst() * 11 / 10);
    }

    /** Every table's rows, as the statements that would write them anew. */
    private static long living(StartedBroker broker, Path script) throws IOException {
        broker.bean(JdbcClient.class).sql("SCRIPT TO '" + script + "'").query().listOfRows();
        return Files.size(script) >> 10;
    }

    private static StartedBroker start(Path folder) throws Exception {
        return StartedBroker.start(
                EmbeddedStoreUrl.in(folder.resolve("broker")),
                List.of(BrokerTestConfiguration.SERVER_KEY),
                Map.of("portal.retention", "1h"),
                Time.class);
    }

    /** Each with a key of its own, and with what is sealed in its row; two of three are launched. */
    private static boolean links(Http broker, int count) {
        for (int i = 0; i < count; i++) {
            HttpResponse<String> created = broker.send(
                    "POST",
                    "/v1/portal-links",
                    Map.of(
                            "Authorization",
                            "Bearer acme-key",
                            "Content-Type",
                            "application/json",
                            "Idempotency-Key",
                            UUID.randomUUID().toString()),
                    """
                    {"merchant_id": "m_%d", "platform": "easypost", "account": "user_churn", "page": "onboarding",
                     "state": "a-state", "prefill": {"name": "%s"}}""".formatted(i, "n".repeat(200)));
            assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
            String path = Http.path(Http.json(created).path("url").stringValue());
            if (i % 3 != 0) {
                assertThat(broker.get(path, Http.NAVIGATION).statusCode()).isEqualTo(302);
            }
        }
        return true;
    }
}
