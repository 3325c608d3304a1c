package io.portallink.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.broker.Housekeeping;
import io.portallink.link.LinkId;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.EmbeddedPostgresServer;
import io.portallink.testkit.Http;
import io.portallink.testkit.StartedBroker;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.config.ScheduledTask;

/** Two replicas on one PostgreSQL, one of them on a machine whose clock is off. */
@ExtendWith(OutputCaptureExtension.class)
class ReplicaClockTest {

    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);
    private static final Duration BOUND = Duration.ofSeconds(15);
    private static final Pattern OFFSET = Pattern.compile("(?m)^portal_clock_offset_seconds (\\S+)$");

    private final String database = EmbeddedPostgresServer.freshDatabase();

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, -400})
    void linkWhenOneReplicasClockIsOffThenLivesAsLongAsItShouldAtEither(int seconds) {
        AHEAD.set(Duration.ofSeconds(seconds));
        try (StartedBroker right = broker();
                StartedBroker wrong = broker(WrongClock.class)) {
            String ofRight = create(right);
            String ofWrong = create(wrong);

            assertThat(lifeLeft(ofWrong)).isBetween(Duration.ofSeconds(280), Duration.ofSeconds(300));
            assertThat(status(wrong, ofRight)).isEqualTo(status(right, ofWrong)).isEqualTo("issued");
            assertThat(open(wrong, ofRight)).isEqualTo(302);
            assertThat(open(right, ofWrong)).isEqualTo(302);
        }
    }

    @ParameterizedTest
    @CsvSource({"400, 503", "-400, 503", "10, 200"})
    void replicaWhenItsClockIsOffThenLogMetricAndReadinessSaySo(int seconds, int readiness, CapturedOutput output) {
        AHEAD.set(Duration.ofSeconds(seconds));
        try (StartedBroker wrong = broker(WrongClock.class)) {
            assertThat(warnings(output)).isEqualTo(1);
            assertThat(offset(wrong)).isBetween(seconds - 1.0, seconds + 1.0);
            assertThat(readiness(wrong)).isEqualTo(readiness);

            AHEAD.set(Duration.ZERO);
            Awaitility.await().atMost(BOUND).until(() -> Math.abs(offset(wrong)) < 1);

            assertThat(readiness(wrong)).isEqualTo(200);
            assertThat(warnings(output)).isEqualTo(1);
            assertThat(output.getAll()).contains("\"clock_agrees\"");
        }
    }

    /** Which of the two clocks is wrong no replica knows; what is deleted is gone. */
    @Test
    void housekeepingWhenTheClocksDisagreeThenWaits() {
        AHEAD.set(Duration.ofDays(-31));
        try (StartedBroker broker = broker(WrongClock.class)) {
            String id = field(create(broker), "id");
            JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database));
            String aged = LinkId.next(Instant.now().minus(Duration.ofDays(32))).value();
            jdbc.sql("UPDATE portal_link SET id = ? WHERE id = ?")
                    .params(aged, id)
                    .update();

            keepHouse(broker);
            assertThat(count(jdbc, aged)).isEqualTo(1);

            AHEAD.set(Duration.ZERO);
            Awaitility.await().atMost(BOUND).until(() -> readiness(broker) == 200);
            keepHouse(broker);
            assertThat(count(jdbc, aged)).isZero();
        }
    }

    /** By NTP, at any time: what is under way must not notice. */
    @Test
    void linkWhenTheClockIsSetMeanwhileThenStaysGood() {
        AHEAD.set(Duration.ZERO);
        try (StartedBroker broker = broker(WrongClock.class)) {
            String link = create(broker);
            AHEAD.set(Duration.ofSeconds(400));

            assertThat(status(broker, link)).isEqualTo("issued");
            assertThat(open(broker, link)).isEqualTo(302);
        }
    }

    @Test
    void replicaWhenItsClockIsRightThenNothingIsSaid(CapturedOutput output) {
        AHEAD.set(Duration.ZERO);
        try (StartedBroker broker = broker(WrongClock.class)) {
            assertThat(offset(broker)).isBetween(-0.5, 0.5);
            assertThat(readiness(broker)).isEqualTo(200);
            assertThat(warnings(output)).isZero();
        }
    }

    private static void keepHouse(StartedBroker broker) {
        broker.bean(ScheduledAnnotationBeanPostProcessor.class).getScheduledTasks().stream()
                .map(ScheduledTask::getTask)
                .filter(task -> task.toString().contains(Housekeeping.class.getName()))
                .forEach(task -> task.getRunnable().run());
    }

    private static long count(JdbcClient jdbc, String id) {
        return jdbc.sql("SELECT count(*) FROM portal_link WHERE id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    private StartedBroker broker(Class<?>... clock) {
        return StartedBroker.start(
                database,
                List.of(BrokerTestConfiguration.SERVER_KEY),
                Map.of("management.prometheus.metrics.export.enabled", "true"),
                clock);
    }

    private static long warnings(CapturedOutput output) {
        return output.getAll()
                .lines()
                .filter(line -> line.contains("\"clock_off\"") && line.contains("WARN"))
                .count();
    }

    /** The link's body. */
    private static String create(StartedBroker broker) {
        HttpResponse<String> created = broker.http().api("POST", "/v1/portal-links", "acme-key", """
                {"merchant_id": "m_1", "platform": "easypost", "account": "user_1"}""");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return created.body();
    }

    private static String field(String body, String name) {
        Matcher field = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(body);
        assertThat(field.find()).as(body).isTrue();
        return field.group(1);
    }

    private static String status(StartedBroker broker, String link) {
        String path = "/v1/portal-links/" + field(link, "id");
        return field(broker.http().api("GET", path, "acme-key", "").body(), "status");
    }

    private static int open(StartedBroker broker, String link) {
        return broker.http().get(Http.path(field(link, "url")), Http.NAVIGATION).statusCode();
    }

    /** By this machine's clock, which is also the database's. */
    private static Duration lifeLeft(String link) {
        return Duration.between(Instant.now(), Instant.parse(field(link, "expires_at")));
    }

    private static int readiness(StartedBroker broker) {
        return broker.management().get("/actuator/health/readiness", Map.of()).statusCode();
    }

    private static double offset(StartedBroker broker) {
        Matcher metric = OFFSET.matcher(
                broker.management().get("/actuator/prometheus", Map.of()).body());
        assertThat(metric.find()).isTrue();
        return Double.parseDouble(metric.group(1));
    }

    /** The machine's clock, as far off as the test says. */
    @Configuration(proxyBeanMethods = false)
    static class WrongClock {

        @Bean(defaultCandidate = false)
        @Primary
        @Qualifier("machine")
        Clock wrongClock() {
            return new Clock() {
                @Override
                public Instant instant() {
                    return Instant.now().plus(AHEAD.get());
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            };
        }
    }
}
