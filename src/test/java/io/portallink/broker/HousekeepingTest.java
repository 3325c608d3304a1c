package io.portallink.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.browser.ClockedBrokerTest;
import io.portallink.idempotency.IdempotencyKeys;
import io.portallink.link.TestClock;
import io.portallink.testkit.Http;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.config.FixedDelayTask;

/** The housekeeping runs by itself, and what fails keeps nothing else from being done. */
@ClockedBrokerTest
@ExtendWith(OutputCaptureExtension.class)
class HousekeepingTest {

    @Autowired
    private ScheduledAnnotationBeanPostProcessor scheduled;

    @Autowired
    private Housekeeping housekeeping;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @Test
    void housekeepingWhenBrokerIsUpThenScheduledEveryHalfMinute() {
        List<FixedDelayTask> tasks = scheduled.getScheduledTasks().stream()
                .filter(task -> task.getTask().toString().contains(Housekeeping.class.getName()))
                .map(task -> (FixedDelayTask) task.getTask())
                .toList();

        assertThat(tasks).singleElement().satisfies(task -> {
            assertThat(task.getIntervalDuration()).isEqualTo(Duration.ofSeconds(30));
            assertThat(task.getInitialDelayDuration()).isEqualTo(Duration.ofSeconds(10));
        });
    }

    @Test
    void runWhenOneTaskFailsThenTheOthersAreDoneAndTheNextRunMakesUpForIt(CapturedOutput output) {
        open();
        clock.advance(IdempotencyKeys.MEMORY.plus(Duration.ofDays(31)));
        jdbc.sql("ALTER TABLE refresh_bounce RENAME TO refresh_bounce_away").update();
        try {
            housekeeping.run();
        } finally {
            jdbc.sql("ALTER TABLE refresh_bounce_away RENAME TO refresh_bounce").update();
        }
        assertThat(output.getAll()).contains("housekeeping_failed", "sweep_links");
        assertThat(count("idempotency_key")).isZero();
        assertThat(count("portal_link")).isPositive();

        housekeeping.run();

        assertThat(count("portal_link")).isZero();
    }

    private void open() {
        Map<String, String> headers = Map.of(
                "Authorization",
                "Bearer acme-key",
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                "k_housekeeping");
        String body = "{\"merchant_id\": \"m_1\", \"platform\": \"easypost\", \"account\": \"user_1\"}";
        assertThat(new Http(port)
                        .send("POST", "/v1/portal-links", headers, body)
                        .statusCode())
                .isEqualTo(201);
    }

    private long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }
}
