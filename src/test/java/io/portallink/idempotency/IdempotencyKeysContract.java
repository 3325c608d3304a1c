package io.portallink.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portallink.crypto.KeyRing;
import io.portallink.crypto.Sealer;
import io.portallink.link.LinkId;
import io.portallink.link.TestClock;
import io.portallink.portal.TenantId;
import io.portallink.testkit.AtOnce;
import io.portallink.testkit.Stores;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What the keys promise, on production's schema; a subclass names the store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class IdempotencyKeysContract {

    private static final TenantId ACME = new TenantId("acme");
    private static final int THREADS = 16;

    private final TestClock clock = new TestClock();
    private final Stores store;
    private final JdbcClient jdbc;
    private final Sealer sealer =
            new Sealer(new KeyRing(List.of(Base64.getEncoder().encodeToString(new byte[32]))));
    private final IdempotencyKeys keys;

    IdempotencyKeysContract(Stores store) {
        this.store = store;
        jdbc = JdbcClient.create(store);
        keys = new IdempotencyKeys(jdbc, sealer, clock);
    }

    private static IdempotencyKey fresh() {
        return new IdempotencyKey(UUID.randomUUID().toString());
    }

    private Hold.Held held(IdempotencyKey key, String digest) {
        Hold hold = keys.hold(ACME, key, digest);
        assertThat(hold).isInstanceOf(Hold.Held.class);
        return (Hold.Held) hold;
    }

    private LinkId link() {
        return LinkId.next(clock.instant());
    }

    @Test
    void holdWhenHeldThenInFlightUntilTheLeaseIsOver() {
        IdempotencyKey key = fresh();
        Hold.Held died = held(key, "a");
        clock.advance(IdempotencyKeys.LEASE.minusMillis(1));
        assertThat(keys.hold(ACME, key, "a")).isInstanceOf(Hold.InFlight.class);
        assertThat(keys.hold(ACME, key, "b")).isInstanceOf(Hold.Mismatch.class);
        assertThat(keys.hold(new TenantId("bare"), key, "b")).isInstanceOf(Hold.Held.class);
        clock.advance(Duration.ofMillis(1));

        Hold.Held second = held(key, "b");

        assertThat(keys.done(ACME, key, died, link())).isFalse();
        keys.free(ACME, key, died);
        keys.freeUndone(ACME, key, died);
        LinkId link = link();
        assertThat(keys.done(ACME, key, second, link)).isTrue();
        assertThat(keys.hold(ACME, key, "b")).isEqualTo(new Hold.Done(link));
        assertThat(keys.hold(ACME, key, "a")).isInstanceOf(Hold.Mismatch.class);
    }

    @Test
    void holdWhenManyHoldTheSameNewKeyThenOneHoldsIt() throws Exception {
        for (int round = 0; round < 10; round++) {
            assertThat(atOnce(fresh())).filteredOn(Hold.Held.class::isInstance).hasSize(1);
        }
    }

    @Test
    void rowWhenItsKeyIsThereThenTheStoreItselfRefusesIt() {
        held(fresh(), "a");

        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> jdbc.sql("INSERT INTO idempotency_key SELECT * FROM idempotency_key")
                        .update());
    }

    @Test
    void holdWhenManyTakeOverTheSameStaleKeyThenOneHoldsIt() throws Exception {
        for (int round = 0; round < 10; round++) {
            IdempotencyKey key = fresh();
            held(key, "a");
            clock.advance(IdempotencyKeys.LEASE);

            assertThat(atOnce(key)).filteredOn(Hold.Held.class::isInstance).hasSize(1);
        }
    }

    @Test
    void holdWhenTheLateCallFinishesJustBeforeTheTakeOverThenItsLinkStands() {
        IdempotencyKey key = fresh();
        Hold.Held late = held(key, "a");
        LinkId link = link();
        clock.advance(IdempotencyKeys.LEASE);
        AtomicInteger statements = new AtomicInteger();
        DataSource between = new DelegatingDataSource(store) {
            @Override
            public Connection getConnection() throws SQLException {
                if (statements.incrementAndGet() == 3) { // the insert, the look, and now the take-over
                    assertThat(keys.done(ACME, key, late, link)).isTrue();
                }
                return super.getConnection();
            }
        };

        Hold hold = new IdempotencyKeys(JdbcClient.create(between), sealer, clock).hold(ACME, key, "a");

        assertThat(hold).isEqualTo(new Hold.Done(link));
    }

    @Test
    void holdWhenDoneThenForADayAndNotLonger() {
        IdempotencyKey key = fresh();
        LinkId link = link();
        assertThat(keys.done(ACME, key, held(key, "a"), link)).isTrue();
        clock.advance(IdempotencyKeys.MEMORY.minusMillis(1));
        assertThat(keys.hold(ACME, key, "a")).isEqualTo(new Hold.Done(link));
        clock.advance(Duration.ofMillis(1));

        held(key, "b");
    }

    @Test
    void freeWhenOwnClaimThenFreeAndUndoneOnlyWhereNoLinkIs() {
        IdempotencyKey key = fresh();
        keys.free(ACME, key, held(key, "a"));
        keys.freeUndone(ACME, key, held(key, "b"));
        Hold.Held held = held(key, "c");
        LinkId link = link();
        assertThat(keys.done(ACME, key, held, link)).isTrue();

        keys.freeUndone(ACME, key, held);
        keys.forget(ACME, key, link());
        assertThat(keys.hold(ACME, key, "c")).isEqualTo(new Hold.Done(link));
        keys.forget(ACME, key, link);
        held(key, "d");
    }

    @Test
    void sweepWhenFiveThousandAreOfYesterdayThenGoneInBatchesAndYoungerOnesStay() throws Exception {
        jdbc.sql("DELETE FROM idempotency_key").update();
        Instant yesterday = clock.instant().minus(IdempotencyKeys.MEMORY);
        insert(5_000, yesterday, 1);
        insert(3, yesterday.plusMillis(1), 0);
        int before = store.connections();

        int swept;
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) { // two replicas
            Future<Integer> one = threads.submit(keys::sweep);
            Future<Integer> other = threads.submit(keys::sweep);
            swept = one.get() + other.get();
        }

        assertThat(swept + keys.sweep()).isEqualTo(5_000);
        assertThat(store.connections() - before).as("statements").isGreaterThanOrEqualTo(10);
        assertThat(jdbc.sql("SELECT count(*) FROM idempotency_key")
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
        clock.advance(Duration.ofMillis(1));
        assertThat(keys.sweep()).isEqualTo(3);
    }

    private List<Hold> atOnce(IdempotencyKey key) throws Exception {
        return AtOnce.run(THREADS, () -> keys.hold(ACME, key, "a"));
    }

    private void insert(int count, Instant createdAt, long step) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            OffsetDateTime at = createdAt.minusMillis(step * i).atOffset(ZoneOffset.UTC);
            rows.add(new Object[] {UUID.randomUUID().toString(), at, at});
        }
        new JdbcTemplate(store).batchUpdate("""
                INSERT INTO idempotency_key (tenant, key_hash, key_id, fingerprint, claim, claim_until, created_at)
                VALUES ('acme', ?, 'k', 'f', 'c', ?, ?)""", rows);
    }
}
