package io.portallink;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.EmbeddedPostgresServer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
