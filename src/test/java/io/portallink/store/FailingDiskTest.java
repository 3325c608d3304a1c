package io.portallink.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.portallink.testkit.AtOnce;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.StartedBroker;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What callers and operators see of a disk that is full or broken, and afterwards. */
class FailingDiskTest {

    private static final int WORKERS = 4;
    private static final int CALM = 200;
    private static final long BOUND = Duration.ofSeconds(2).toNanos();
    private static final long END = Duration.ofSeconds(8).toNanos();

    @TempDir
    private Path folder;

    @AfterEach
    void heal() {
        FailingDisk.heal();
    }

    @Test
    void brokerWhenTheFileCannotBeWrittenThenItIsUnavailableAndNotReadyUntilItCan() throws Exception {
        String url = FailingDisk.url(folder.resolve("store")) + ";WRITE_DELAY=500;RETENTION_TIME=1000";
        try (StartedBroker broker = StartedBroker.start(url, List.of(BrokerTestConfiguration.SERVER_KEY))) {
            assertThat(open(broker).statusCode()).isEqualTo(201);
            assertThat(readiness(broker)).isEqualTo(200);
            FailingDisk.failAlways();

            for (int i = 0; i < 5; i++) {
                assertUnavailable(open(broker));
                assertThat(readiness(broker)).isEqualTo(503);
            }

            FailingDisk.heal();
            long start = System.nanoTime();
            while (readiness(broker) != 200 && System.nanoTime() - start < END) {
                Thread.onSpinWait();
            }
            assertThat(open(broker).statusCode()).isEqualTo(201);
            assertThat(readiness(broker)).isEqualTo(200);
        }
    }

    /** H2 closes the store after a failed write, and with it all connections, which the pool must not hand out again. */
    @Test
    void poolWhenOneWriteFailedUnderLoadThenItRecoversByItself() throws Exception {
        try (HikariDataSource pool = pool()) {
            JdbcClient jdbc = JdbcClient.create(pool);
            jdbc.sql("CREATE TABLE item (number integer PRIMARY KEY)").update();
            AtomicInteger numbers = new AtomicInteger();
            Callable<Long> worker = () -> lastTrouble(jdbc, numbers);

            List<Long> troubles =
                    AtOnce.run(Stream.generate(() -> worker).limit(WORKERS).toList());

            assertThat(troubles).allMatch(trouble -> trouble < BOUND).anyMatch(trouble -> trouble > 0);
            assertThat(jdbc.sql("SELECT count(*) FROM item")
                            .query(Integer.class)
                            .single())
                    .isGreaterThan(WORKERS * CALM);
            new EmbeddedStore().postProcessBeforeDestruction(pool, "pool");
        }
    }

    /** Without traffic nobody finds them out one by one. */
    @Test
    void poolWhenOneWriteFailedAndItsConnectionsAreIdleThenTheNextOneWorks() throws Exception {
        try (HikariDataSource pool = pool()) {
            JdbcClient jdbc = JdbcClient.create(pool);
            jdbc.sql("CREATE TABLE item (number integer PRIMARY KEY)").update();
            while (pool.getHikariPoolMXBean().getIdleConnections() < WORKERS) {
                Thread.onSpinWait();
            }
            FailingDisk.fail(1);
            assertThatThrownBy(jdbc.sql("INSERT INTO item VALUES (1)")::update)
                    .isInstanceOf(DataAccessResourceFailureException.class);

            assertThat(jdbc.sql("INSERT INTO item VALUES (2)").update()).isEqualTo(1);
            new EmbeddedStore().postProcessBeforeDestruction(pool, "pool");
        }
    }

    /** Writes all the time, until it has gone well for long: how long after the first trouble the last one was, in ns. */
    private static long lastTrouble(JdbcClient jdbc, AtomicInteger numbers) {
        long start = System.nanoTime();
        long last = 0;
        int calm = 0;
        while (calm < 2 * CALM && System.nanoTime() - start < END) {
            int number = numbers.incrementAndGet();
            if (number == CALM) {
                FailingDisk.fail(1);
            }
            try {
                jdbc.sql("INSERT INTO item VALUES (:number)")
                        .param("number", number)
                        .update();
                calm++;
            } catch (DataAccessException e) {
                assertThat(e).isInstanceOf(DataAccessResourceFailureException.class);
                last = System.nanoTime() - start;
                calm = 0;
            }
        }
        return last;
    }

    private HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(FailingDisk.url(folder.resolve("pooled")) + ";WRITE_DELAY=500");
        pool.setMaximumPoolSize(WORKERS);
        pool.setConnectionTimeout(3000);
        new EmbeddedStore().postProcessBeforeInitialization(pool, "pool");
        return pool;
    }

    /** With a key: its row is written by a statement of its own, the link in a transaction. */
    private static HttpResponse<String> open(StartedBroker broker) {
        return broker.http()
                .send(
                        "POST",
                        "/v1/portal-links",
                        Map.of(
                                "Authorization",
                                "Bearer acme-key",
                                "Content-Type",
                                "application/json",
                                "Idempotency-Key",
                                UUID.randomUUID().toString()),
                        "{\"merchant_id\":\"m_1\",\"platform\":\"easypost\",\"account\":\"user_1\"}");
    }

    private static int readiness(StartedBroker broker) {
        return broker.management().get("/actuator/health/readiness", Map.of()).statusCode();
    }

    private static void assertUnavailable(HttpResponse<String> refused) {
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(Http.json(refused).path("code").stringValue()).isEqualTo("unavailable");
        assertThat(refused.headers().firstValueAsLong("Retry-After")).hasValue(3);
    }
}
