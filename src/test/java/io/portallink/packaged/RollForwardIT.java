package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.EmbeddedPostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A newer version migrates the store that an older one works on: nobody is refused, and the way back stays open. */
@Tag("full")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RollForwardIT {

    private static final String NEXT = """
            ALTER TABLE portal_link ADD COLUMN of_the_next_version varchar(8) DEFAULT 'new' NOT NULL;
            CREATE TABLE next_version (id varchar(40) PRIMARY KEY, note varchar(8) NOT NULL);
            CREATE INDEX next_version_note ON next_version (note);
            """;

    @Test
    void migrateWhenTheVersionBeforeIsUnderLoadThenItServesAllAndStartsAgain(@TempDir Path folder) throws Exception {
        Mints.take(20);
        String database = EmbeddedPostgresServer.freshDatabase();
        Ledger ledger = new Ledger();
        try (Replica older = new Replica(folder, 0, database).awaitReady()) {
            try (Load load = new Load(older::http, ledger, 8)) {
                load.awaitAcknowledged(50);
                // both at once, so that they also race for the migration
                try (Newer newer = newer(folder, database)) {
                    newer.awaitReady();
                    load.awaitAcknowledged(50);
                }
            }
            assertThat(older.stop()).isEqualTo(143);
            older.startAgain();

            Audit audit = Audit.of(ledger, older.http());
            audit.report("A newer version migrates beside an older one", ledger);
            assertThat(ledger.troubles()).isEqualTo("none");
            audit.assertKept();
        }
    }

    /** Two replicas of the next version, started while a long transaction keeps their migration from what it changes. */
    private static Newer newer(Path folder, String database) throws IOException, SQLException {
        Path scripts = Files.createDirectory(folder.resolve("next"));
        Files.writeString(scripts.resolve("V999__next.sql"), NEXT);
        String locations = "--spring.flyway.locations=classpath:db/migration,filesystem:" + scripts;
        try (Connection backup = DriverManager.getConnection(database);
                Statement statement = backup.createStatement()) {
            backup.setAutoCommit(false);
            statement.execute("LOCK TABLE portal_link IN ACCESS SHARE MODE"); // what a backup holds, and no more
            Newer newer =
                    new Newer(new Replica(folder, 1, database, locations), new Replica(folder, 2, database, locations));
            newer.awaitWaiting();
            backup.rollback();
            return newer;
        }
    }

    private record Newer(Replica first, Replica second) implements AutoCloseable {

        void awaitReady() {
            first.awaitReady();
            second.awaitReady();
        }

        /** Until a migration has given up on the lock for the first time. */
        void awaitWaiting() {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!(first.process().output() + second.process().output()).contains("migration_waits")) {
                assertThat(System.nanoTime()).as("no migration waits").isLessThan(end);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }

        @Override
        public void close() {
            first.close();
            second.close();
        }
    }
}
