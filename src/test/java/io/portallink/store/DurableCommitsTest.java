package io.portallink.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.portallink.testkit.AtOnce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** What a killed process leaves behind is the file as it is at that moment: a copy of it, while the store is open. */
class DurableCommitsTest {

    private static final int WRITERS = 32;

    @TempDir
    private Path folder;

    private DurableCommits store;
    private JdbcClient jdbc;

    @BeforeEach
    void open() {
        // by itself H2 would write an hour later
        store = new DurableCommits(
                new DriverManagerDataSource(FailingDisk.url(folder.resolve("store")) + ";WRITE_DELAY=3600000"),
                () -> {});
        jdbc = JdbcClient.create(store);
        jdbc.sql("CREATE TABLE item (number integer PRIMARY KEY)").update();
    }

    @AfterEach
    void close() {
        FailingDisk.heal();
        store.close(); // the last connection, and with it the store
    }

    @Test
    void statementWhenItIsATransactionOfItsOwnThenItIsInTheFile() throws IOException {
        insert(1);

        assertThat(ofCopy()).containsExactly(1);
    }

    @Test
    void transactionWhenItIsCommittedThenItIsInTheFile() throws IOException {
        TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(store));

        transactions.executeWithoutResult(ignored -> {
            insert(1);
            insert(2);
        });

        assertThat(ofCopy()).containsExactly(1, 2);
    }

    @Test
    void statementsWhenManyAreRunAtOnceThenEachIsInTheFileWhenItReturns() throws Exception {
        List<Callable<Boolean>> writers = IntStream.range(0, WRITERS)
                .mapToObj(number -> (Callable<Boolean>) () -> {
                    insert(number);
                    return number % 8 != 0 || ofCopy().contains(number);
                })
                .toList();

        assertThat(AtOnce.run(writers)).hasSize(WRITERS).doesNotContain(false);
        assertThat(ofCopy()).hasSize(WRITERS);
    }

    @Test
    void flushWhenTheFileCannotBeWrittenThenItFailsAndTheNextOneGoesOn() throws SQLException {
        try (Flush flush = flush()) {
            long before = flush.failures();
            FailingDisk.fail(1);

            assertThatThrownBy(() -> flush.await(before)).hasRootCauseMessage("down");

            flush.await(flush.failures());
        }
    }

    /** The next write would open the store once more, without what was committed, and succeed. */
    @Test
    void flushWhenTheStoreWasLostAfterTheCommitThenItFailsThoughItCanWrite() throws SQLException {
        try (Flush flush = flush()) {
            long before = flush.failures();
            Connection other = h2().getConnection();
            JdbcClient writes = JdbcClient.create(new SingleConnectionDataSource(other, true));
            writes.sql("INSERT INTO item VALUES (1)").update();
            FailingDisk.fail(1);
            assertThatThrownBy(writes.sql("CHECKPOINT")::update).hasRootCauseMessage("down");
            JdbcUtils.closeConnection(other);

            assertThatThrownBy(() -> flush.await(before)).isInstanceOf(BrokenFile.class);
        }
    }

    @Test
    void flushWhenAnotherFailsMeanwhileThenItFailsToo() throws Exception {
        try (Flush flush = flush()) {
            flush.await(flush.failures());
            FailingDisk.hang();
            FutureTask<Boolean> first = flushed(flush);
            Thread.ofPlatform().start(first);
            FailingDisk.awaitHanging();
            FutureTask<Boolean> second = flushed(flush);
            Thread waiter = Thread.ofPlatform().start(second);
            while (waiter.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }

            FailingDisk.goOn();

            assertThatThrownBy(first::get).hasRootCauseMessage("down");
            assertThatThrownBy(second::get).hasRootCauseMessage("the embedded store's file could not be written");
            flush.await(flush.failures());
        }
    }

    @Test
    void flushWhenAnotherHangsThenItWaitsNoLongerThanARequestMay() throws Exception {
        try (Flush flush = flush()) {
            flush.await(flush.failures());
            FailingDisk.hang();
            FutureTask<Boolean> first = flushed(flush);
            Thread.ofPlatform().start(first);
            FailingDisk.awaitHanging();

            assertThatThrownBy(() -> flush.await(flush.failures())).isInstanceOf(SQLTimeoutException.class);

            FailingDisk.goOn();
            assertThatThrownBy(first::get).hasRootCauseMessage("down");
        }
    }

    @Test
    void statementWhenThePoolHasAUserThenItIsInTheFile() throws IOException {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:file:" + folder.resolve("other") + ";WRITE_DELAY=3600000");
        pool.setUsername("sa");
        pool.setPassword("");
        new EmbeddedStore().postProcessBeforeInitialization(pool, "pool");
        try (pool) {
            JdbcClient client = JdbcClient.create(pool);
            client.sql("CREATE TABLE item (number integer PRIMARY KEY)").update();
            client.sql("INSERT INTO item VALUES (1)").update();

            assertThat(ofCopy("other", "sa")).containsExactly(1);
        } finally {
            new EmbeddedStore().postProcessBeforeDestruction(pool, "pool");
        }
    }

    @Test
    void storeWhenThePoolHasSettingsThenTheyReachTheDriver() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:file:" + folder.resolve("set"));
        pool.addDataSourceProperty("MODE", "PostgreSQL");
        new EmbeddedStore().postProcessBeforeInitialization(pool, "pool");
        try (pool) {
            assertThat(JdbcClient.create(pool)
                            .sql("SELECT setting_value FROM information_schema.settings WHERE setting_name = 'MODE'")
                            .query(String.class)
                            .single())
                    .isEqualTo("PostgreSQL");
        } finally {
            new EmbeddedStore().postProcessBeforeDestruction(pool, "pool");
        }
    }

    private DataSource h2() {
        return requireNonNull(store.getTargetDataSource());
    }

    private Flush flush() {
        store.close(); // its connection would keep a store open that H2 has given up
        return new Flush(h2(), () -> {});
    }

    private static FutureTask<Boolean> flushed(Flush flush) {
        return new FutureTask<>(() -> {
            flush.await(flush.failures());
            return true;
        });
    }

    private void insert(int number) {
        jdbc.sql("INSERT INTO item VALUES (:number)").param("number", number).update();
    }

    private List<Integer> ofCopy() throws IOException {
        return ofCopy("store", "");
    }

    private List<Integer> ofCopy(String store, String user) throws IOException {
        Path copy = Files.createTempFile(folder, "copy", ".mv.db");
        Files.write(copy, Files.readAllBytes(folder.resolve(store + ".mv.db")));
        String name = copy.toString().replace(".mv.db", "");
        JdbcClient killed = JdbcClient.create(new DriverManagerDataSource("jdbc:h2:file:" + name, user, ""));
        return killed.sql("SELECT number FROM item ORDER BY number")
                .query((row, ignored) -> row.getInt("number"))
                .list();
    }
}
