package io.portallink;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.EmbeddedPostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A store of the version before, with that version still writing to it. */
class MigrationTest {

    private static final String OF_VERSION_1 = """
            INSERT INTO portal_link (id, tenant, merchant_id, platform, link_mode, status, confirm_always, warnings, key_id,
                   prefill, created_at, expires_at, failures)
            VALUES (:id, 'acme', 'm_1', 'easypost', 'launch', 'issued', false, '', 'k', 'sealed', :now, :now, 0)""";

    static Stream<String> stores() {
        return Stream.of(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", EmbeddedPostgresServer.freshDatabase());
    }

    @ParameterizedTest
    @MethodSource("stores")
    void migrateWhenTheVersionBeforeWroteAndWritesThenItsPrefillIsErasedInTheEndToo(String url) {
        DriverManagerDataSource store = new DriverManagerDataSource(url);
        JdbcClient jdbc = JdbcClient.create(store);
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        Flyway.configure().dataSource(store).target("1").load().migrate();
        insert(jdbc, "before", now);
        Flyway.configure().dataSource(store).load().migrate();
        insert(jdbc, "after", now);

        assertThat(eraseAt(jdbc, "before")).isEqualTo(Instant.parse("2026-01-01T00:45:00Z"));
        assertThat(eraseAt(jdbc, "after"))
                .isBetween(Instant.now().plusSeconds(44 * 60), Instant.now().plusSeconds(46 * 60));
    }

    static List<String> scripts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** The first two came before any store had rows in it. */
    @ParameterizedTest
    @MethodSource("scripts")
    void scriptWhenItComesAfterTheSecondThenTheVersionBeforeCanGoOn(String script) throws IOException {
        List<String> broken = broken(script);

        boolean early = script.startsWith("V1__") || script.startsWith("V2__");
        assertThat(early ? List.of() : broken).isEmpty();
    }

    @Test
    void rulesWhenTheSecondScriptIsReadThenFindItsIndexesAndItsUpdate() throws IOException {
        assertThat(broken("V2__life_of_links.sql"))
                .hasSize(7)
                .anyMatch(reason -> reason.contains("portal_link_newest on"))
                .anyMatch(reason -> reason.contains("update portal_link"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE portal_link",
                "TRUNCATE portal_link",
                "ALTER TABLE portal_link DROP COLUMN state",
                "ALTER TABLE portal_link RENAME COLUMN state TO condition",
                "ALTER TABLE portal_link RENAME TO link",
                "ALTER TABLE portal_link ALTER COLUMN state TYPE text",
                "ALTER TABLE portal_link ALTER COLUMN state SET DATA TYPE text",
                "ALTER TABLE portal_link ALTER COLUMN state SET NOT NULL",
                "ALTER TABLE portal_link ADD COLUMN n integer NOT NULL",
                "ALTER TABLE portal_link ADD COLUMN n uuid DEFAULT gen_random_uuid()",
                "ALTER TABLE portal_link ADD COLUMN n integer DEFAULT 0 NOT NULL UNIQUE",
                "ALTER TABLE portal_link ADD n integer",
                "ALTER TABLE portal_link ADD CONSTRAINT n CHECK (failures < 6)",
                "CREATE INDEX n ON portal_link (page)",
                "CREATE UNIQUE INDEX IF NOT EXISTS n ON portal_link (page)",
                "UPDATE portal_link SET page = NULL",
                "DELETE FROM portal_link",
                "LOCK TABLE portal_link"
            })
    void rulesWhenAStatementStandsInTheWayThenRefuseIt(String statement) {
        String script = "-- a comment; with a semicolon\nCREATE TABLE other (id integer);\n" + statement + ";\n";

        assertThat(MigrationRules.broken(script)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE portal_link ADD COLUMN n integer",
                "ALTER TABLE portal_link ADD COLUMN n integer DEFAULT 0 NOT NULL",
                "ALTER TABLE portal_link ALTER COLUMN state DROP NOT NULL",
                "ALTER TABLE portal_link ALTER COLUMN state SET DEFAULT ''",
                "ALTER TABLE portal_link ADD CONSTRAINT n CHECK (failures < 6) NOT VALID",
                "CREATE INDEX CONCURRENTLY n ON portal_link (page)",
                "CREATE TABLE n (id integer PRIMARY KEY); CREATE INDEX n_id ON n (id); ALTER TABLE n ADD CONSTRAINT c CHECK (id > 0)",
                "DROP INDEX portal_link_key",
                "INSERT INTO server_key (id) VALUES ('k')"
            })
    void rulesWhenAScriptAddsThenLetIt(String script) {
        assertThat(MigrationRules.broken(script)).isEmpty();
    }

    private static List<String> broken(String script) throws IOException {
        return MigrationRules.broken(Files.readString(Path.of("src/main/resources/db/migration", script)));
    }

    private static void insert(JdbcClient jdbc, String id, Instant now) {
        jdbc.sql(OF_VERSION_1)
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Instant eraseAt(JdbcClient jdbc, String id) {
        return jdbc.sql("SELECT erase_at FROM portal_link WHERE id = :id")
                .param("id", id)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
