package io.portallink.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.portallink.testkit.EmbeddedPostgresServer;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a start says of a store that can't be used, each made by a real one; and which of them it waits out. */
@ExtendWith(OutputCaptureExtension.class)
class StoreRemedyTest {

    private final String database = EmbeddedPostgresServer.freshDatabase();

    @Test
    void startWhenTheRoleMayNotMakeTablesThenItSaysSo() {
        JdbcClient.create(new DriverManagerDataSource(database))
                .sql("CREATE ROLE guest_" + name() + " LOGIN")
                .update();

        assertThat(line(database.replace("user=postgres", "user=guest_" + name())))
                .startsWith("the role of spring.datasource.username may not make or change tables")
                .doesNotContain("guest_");
    }

    @Test
    void startWhenTheDatabaseDoesNotExistThenItSaysSo() {
        assertThat(line(database.replace(name(), "s3cret")))
                .startsWith("the database that spring.datasource.url names does not");
    }

    @Test
    void startWhenTheRoleDoesNotExistThenItSaysSo() {
        assertThat(line(database.replace("user=postgres", "user=s3cret")))
                .startsWith("the database refuses spring.datasource.username or spring.datasource.password");
    }

    @Test
    void startWhenTheTimeZoneIsUnknownThereThenItSaysSo() {
        assertThat(line(database + "&options=-c%20TimeZone=Mars/Phobos"))
                .startsWith("the database does not know this machine's time zone; set the environment variable TZ");
    }

    @Test
    void startWhenTheDatabaseTakesNoWritesThenItSaysSo() {
        assertThat(line(database + "&options=-c%20default_transaction_read_only=on"))
                .startsWith("the database takes no writes");
    }

    @Test
    void startWhenNothingListensThenItSaysSo() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(line("jdbc:postgresql://localhost:" + port + "/s3cret"))
                .startsWith("nothing answers at the host and port of spring.datasource.url");
    }

    @Test
    void startWhenTheHostIsUnknownThenItSaysSo() {
        assertThat(line("jdbc:postgresql://s3cret.invalid/broker"))
                .startsWith("the host of spring.datasource.url is not known here");
    }

    @Test
    void startWhenAMigrationWasChangedThenItSaysSo() {
        DriverManagerDataSource store = new DriverManagerDataSource(database);
        Flyway.configure().dataSource(store).load().migrate();
        JdbcClient.create(store)
                .sql("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '2'")
                .update();

        assertThat(line(database)).startsWith("the store's tables are not those that this program made");
    }

    @Test
    void startWhenTheFolderCanNotBeMadeThenItSaysSo(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("s3cret"));

        assertThat(line("jdbc:h2:file:" + file + "/broker;TRACE_LEVEL_FILE=0"))
                .startsWith("the embedded store's file can't be opened for writing");
    }

    @ParameterizedTest
    @CsvSource({
        "28P01, the database refuses",
        "53300, the database has too many connections",
        "53100, the database's disk is full",
        "57P03, the database is starting or shutting down",
        "90020, another process has the embedded store's file open",
        "08006, the connection to the database",
        "XX000, the store fails with SQLSTATE XX000; logging.level"
    })
    void analyzeWhenAStateIsKnownThenItsLineHasNoWordOfTheServers(String state, String line) {
        FailureAnalysis analysis = new StoreFailureAnalyzer()
                .analyze(new IllegalStateException("outer", new SQLException("s3cret", state)));

        assertThat(Objects.requireNonNull(analysis).getDescription())
                .startsWith(line)
                .doesNotContain("s3cret");
    }

    @Test
    void analyzeWhenItIsNoStoresThenItIsLeftToOthers() {
        assertThat(new StoreFailureAnalyzer().analyze(new IllegalStateException("a bug")))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P03", "57P01", "53300"})
    void connectWhenTheStoreIsOnlyNotUpYetThenItIsAwaited(String state, CapturedOutput output) throws Exception {
        Late store = new Late(3, state);

        try (Connection connection = new StoreWait(store, Duration.ofMinutes(1), Duration.ofMillis(1)).connect()) {
            assertThat(connection.isValid(1)).isTrue();
        }
        assertThat(store.refused).isEqualTo(3);
        assertThat(output.getAll()).containsOnlyOnce("waiting for the store").doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"28P01", "28000", "3D000", "42501", "22023", "08004", "90020", "XX000"})
    void connectWhenItDoesNotPassByItselfThenItEndsAtOnce(String state) {
        Late store = new Late(3, state);

        assertThat(catchThrowable(() -> new StoreWait(store, Duration.ofMinutes(1), Duration.ofMinutes(1)).connect()))
                .isInstanceOf(SQLException.class);
        assertThat(store.refused).isOne();
    }

    @Test
    void connectWhenTheStoreStaysAwayThenItEndsWithTheLastRefusal() {
        Late store = new Late(Integer.MAX_VALUE, "57P03");

        assertThat(catchThrowable(() -> new StoreWait(store, Duration.ofMillis(50), Duration.ofMillis(1)).connect()))
                .isInstanceOf(SQLException.class);
        assertThat(store.refused).isGreaterThan(1);
    }

    private String name() {
        return database.replaceAll(".*/(broker_\\d+).*", "$1");
    }

    /** As at a start: the first connection, then the migrations. */
    private static String line(String url) {
        DriverManagerDataSource store = new DriverManagerDataSource(url);
        Flyway flyway = Flyway.configure().dataSource(store).load();
        PatientMigration migration =
                new PatientMigration(new StoreWait(store, Duration.ZERO, Duration.ZERO), 1, Duration.ZERO);
        Throwable failure = catchThrowable(() -> migration.migrate(flyway));
        assertThat(failure).as("the start").isNotNull();
        String line = Objects.requireNonNull(new StoreFailureAnalyzer().analyze(failure))
                .getDescription();
        assertThat(line).doesNotContain("s3cret", "\n");
        return line;
    }

    /** A store that is there after so many refusals. */
    private static final class Late extends AbstractDataSource {

        private final int refusals;
        private final String state;
        private int refused;

        Late(int refusals, String state) {
            this.refusals = refusals;
            this.state = state;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (refused < refusals) {
                refused++;
                throw new SQLException("s3cret", state);
            }
            return DriverManager.getConnection("jdbc:h2:mem:");
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }
}
