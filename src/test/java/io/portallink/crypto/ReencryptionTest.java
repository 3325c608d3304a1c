package io.portallink.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portallink.link.TestClock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Damage in a table: it is told, and keeps nothing else from being re-encrypted. */
class ReencryptionTest {

    private static final int DAMAGED = Reencryption.BATCH + 50;
    private static final int GOOD = 2 * Reencryption.BATCH + 7;
    private static final List<String> CONTEXT = List.of("of all rows");

    private final JdbcClient jdbc = JdbcClient.create(store());
    private final KeyRing keys = new KeyRing(List.of(key(2), key(1)));

    @Test
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD) // a loop that never ends hears no interrupt
    void runWhenMoreThanABatchIsDamagedThenTheRestIsReencrypted() {
        Sealer old = new Sealer(new KeyRing(List.of(key(1))));
        jdbc.sql("CREATE TABLE numbers (id integer PRIMARY KEY, key_id varchar(8), text varchar(99))")
                .update();
        for (int id = 0; id < DAMAGED + GOOD; id++) {
            String good = old.seal(KeyUse.STATE, CONTEXT, "number " + id);
            insert(
                    id,
                    old.keyId(),
                    id < DAMAGED ? List.of("%", "short", "A".repeat(60)).get(id % 3) : good);
        }
        Numbers numbers = new Numbers(jdbc, new Sealer(keys));
        KeysInUse inUse = new KeysInUse(keys, List.of(numbers), jdbc, new TestClock());
        inUse.afterPropertiesSet();

        long pending = new Reencryption(keys, inUse, List.of(numbers), new SimpleMeterRegistry()).run();

        assertThat(pending).isEqualTo(DAMAGED);
        assertThat(numbers.count(keys.currentId())).isEqualTo(GOOD);
    }

    private void insert(int id, String keyId, String text) {
        jdbc.sql("INSERT INTO numbers (id, key_id, text) VALUES (:id, :key, :text)")
                .param("id", id)
                .param("key", keyId)
                .param("text", text)
                .update();
    }

    private static DriverManagerDataSource store() {
        DriverManagerDataSource store =
                new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(store).load().migrate();
        return store;
    }

    private static String key(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return Base64.getEncoder().encodeToString(key);
    }

    private static final class Numbers extends SealedTable<Numbers.Row> {

        private final JdbcClient jdbc;
        private final Sealer sealer;

        Numbers(JdbcClient jdbc, Sealer sealer) {
            super(
                    "numbers",
                    jdbc,
                    "SELECT id, text FROM numbers WHERE key_id = :key ORDER BY id LIMIT :batch",
                    Row.class);
            this.jdbc = jdbc;
            this.sealer = sealer;
        }

        @Override
        protected void reseal(String keyId, Row found) {
            String text = sealer.open(keyId, KeyUse.STATE, CONTEXT, found.text());
            jdbc.sql("UPDATE numbers SET key_id = :new, text = :text WHERE id = :id")
                    .param("new", sealer.keyId())
                    .param("text", sealer.seal(KeyUse.STATE, CONTEXT, text))
                    .param("id", found.id())
                    .update();
        }

        record Row(int id, String text) {}
    }
}
