package io.portallink.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.link.TokenUse;
import io.portallink.link.Tokens;
import io.portallink.portal.TenantId;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.StartedBroker;
import io.portallink.testkit.StubPlatforms;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A PostgreSQL that can be read and not written, as after a failover; a server of its own, since its settings change. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class ReadOnlyStoreTest {

    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final String ACCOUNT =
            "\"merchant_id\": \"m_1\", \"platform\": \"easypost\", \"account\": \"user_1\"";
    private static final String LINKS = "/v1/portal-links";

    private EmbeddedPostgres server;
    private StartedBroker broker;

    @BeforeAll
    void start() throws IOException, SQLException {
        server = EmbeddedPostgres.builder().start();
        execute("CREATE ROLE broker LOGIN", "CREATE DATABASE broker OWNER broker");
        broker =
                StartedBroker.start(server.getJdbcUrl("broker", "broker"), List.of(BrokerTestConfiguration.SERVER_KEY));
    }

    @AfterAll
    void stop() throws IOException {
        broker.close();
        server.close();
    }

    @BeforeEach
    void writable() throws SQLException {
        StubPlatforms.reset();
        allowWrites();
        execute("ALTER ROLE broker RESET ALL");
        awaitReadiness(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /v1/portal-links | {@}",
                "POST | /v1/portal-links | {@, \"mode\": \"direct\"}",
                "POST | /v1/portal-links | {@, \"supersede\": true}",
                "POST | /v1/portal-links/#/revoke | ''",
                "PUT | /v1/merchants/m_new/accounts/easypost | {\"account\": \"user_2\"}",
                "PUT | /v1/merchants/m_kept/accounts/easypost | {\"account\": \"user_2\"}",
                "DELETE | /v1/merchants/m_kept/accounts/easypost | ''"
            })
    void callWhenItWritesThenUnavailable(String method, String path, String body) throws SQLException {
        register("m_kept");
        String link = id(create(""));
        refuseWrites();

        assertUnavailable(broker.http().api(method, path.replace("#", link), "acme-key", body.replace("@", ACCOUNT)));
    }

    @Test
    void importWhenItWritesThenUnavailable() throws SQLException {
        refuseWrites();

        assertUnavailable(broker.http()
                .send(
                        "POST",
                        "/v1/merchants/import",
                        Map.of("Authorization", "Bearer acme-key", "Content-Type", "application/x-ndjson"),
                        "{\"merchant_id\": \"m_9\", \"platform\": \"easypost\", \"account\": \"user_9\"}\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"launch", "direct"})
    void createWhenItHasAKeyThenUnavailableAndTheKeyIsFreeAfterwards(String mode) throws SQLException {
        String key = UUID.randomUUID().toString();
        refuseWrites();

        assertUnavailable(keyed(key, mode));
        assertThat(StubPlatforms.easyPost().getAllServeEvents()).isEmpty();

        allowWrites();
        Awaitility.await().atMost(BOUND).until(() -> keyed(key, mode).statusCode() == 201);
    }

    @Test
    void browserWhenItsVisitWritesThenAPageThatSaysSoAndTheTicketIsGoodAfterwards() throws SQLException {
        String unopened = ticket();
        Map<String, String> own = new HashMap<>(Http.NAVIGATION);
        String opened = ticket();
        HttpResponse<String> launch = broker.http().get(opened, Http.NAVIGATION);
        own.put(
                "Cookie",
                launch.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0]);
        refuseWrites();

        assertUnavailablePage(broker.http().get(unopened, Http.NAVIGATION));
        assertUnavailablePage(broker.http().send("POST", unopened, Map.of(), ""));
        assertUnavailablePage(broker.http().get(opened, own));
        assertUnavailablePage(broker.http().get(comeback(opened, TokenUse.REFRESH), own));
        assertUnavailablePage(broker.http().get(comeback(opened, TokenUse.RETURN), own));

        allowWrites();
        awaitReadiness(200);
        assertThat(broker.http().get(unopened, Http.NAVIGATION).statusCode()).isEqualTo(302);
        assertThat(broker.http().get(opened, own).statusCode()).isEqualTo(302);
    }

    @Test
    void callWhenItOnlyReadsThenAnswered() throws SQLException {
        register("m_kept");
        HttpResponse<String> created = create("");
        String revoked = ticket();
        broker.http().api("POST", LINKS + "/" + link(revoked) + "/revoke", "acme-key", "");
        String used = ticket();
        assertThat(broker.http().get(used, Http.NAVIGATION).statusCode()).isEqualTo(302);
        refuseWrites();
        awaitReadiness(503);

        for (String path : List.of(
                LINKS + "/" + id(created),
                LINKS + "?status=issued",
                "/v1/platforms",
                "/v1/merchants",
                "/v1/merchants/m_kept",
                "/v1/merchants/m_kept/accounts/easypost")) {
            assertThat(broker.http().api("GET", path, "acme-key", "").statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(create(", \"dry_run\": true").statusCode()).isEqualTo(200);
        assertThat(broker.http().get(revoked, Http.NAVIGATION).statusCode()).isEqualTo(410);
        assertThat(broker.http().get(used, Http.NAVIGATION).statusCode()).isEqualTo(410);
        assertThat(broker.http().get(Http.path(url(created)), Map.of()).body()).contains("<button");
        assertThat(broker.http()
                        .send("HEAD", Http.path(url(created)), Map.of(), "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(broker.management()
                        .get("/actuator/health/liveness", Map.of())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void readinessWhenWritesAreRefusedThenGoesDownAndComesBackInTimeWithoutAnyTraffic(CapturedOutput output)
            throws SQLException {
        int before = output.getAll().length();
        refuseWrites();
        awaitReadiness(503);

        allowWrites();
        awaitReadiness(200);

        assertThat(create("").statusCode()).isEqualTo(201);
        String log = output.getAll().substring(before);
        assertThat(log.lines().filter(line -> line.contains("\"store_unwritable\"")))
                .hasSize(1);
        assertThat(log.lines().filter(line -> line.contains("\"store_writable\"")))
                .hasSize(1);
        assertThat(log).doesNotContain("stack_trace");
    }

    @Test
    void directWhenTheStoreIsKnownToRefuseWritesThenNothingIsMinted() throws SQLException {
        refuseWrites();
        assertUnavailable(create(""));

        assertUnavailable(create(", \"mode\": \"direct\""));

        assertThat(StubPlatforms.easyPost().getAllServeEvents()).isEmpty();
    }

    /** A refused write is no bug, and nobody needs a trace to see why. */
    @Test
    void logWhenWritesAreRefusedThenSaysWhyInOneLine(CapturedOutput output) throws SQLException {
        refuseWrites();
        int before = output.getAll().length();
        create("");

        assertThat(output.getAll().substring(before))
                .contains("\"store_unavailable\"", "read-only transaction")
                .doesNotContain("internal_error", "stack_trace");
    }

    /** Sessions that began while the role was read-only stay so for their life. */
    @Test
    void poolWhenItsSessionsStayReadOnlyThenTheyAreReplaced() throws SQLException {
        execute(
                "ALTER ROLE broker SET default_transaction_read_only = on",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'broker'");
        // not by the status, which the ended sessions change, too
        Awaitility.await().atMost(BOUND).until(() -> readiness().body().contains("\"writes\":{\"status\":\"DOWN\"}"));

        execute("ALTER ROLE broker RESET default_transaction_read_only");
        awaitReadiness(200);

        for (int i = 0; i < 20; i++) {
            assertThat(create("").statusCode()).isEqualTo(201);
        }
    }

    /** So that a replica that is restarted meanwhile need not be restarted again. */
    @Test
    void brokerWhenItStartsWhileWritesAreRefusedThenReadsAndIsReadyAfterwards() throws SQLException {
        String link = id(create(""));
        refuseWrites();
        try (StartedBroker second = StartedBroker.start(
                server.getJdbcUrl("broker", "broker"), List.of(BrokerTestConfiguration.SERVER_KEY))) {
            assertThat(readiness(second).statusCode()).isEqualTo(503);
            assertThat(second.http()
                            .api("GET", LINKS + "/" + link, "acme-key", "")
                            .statusCode())
                    .isEqualTo(200);

            allowWrites();
            Awaitility.await().atMost(BOUND).until(() -> readiness(second).statusCode() == 200);
        }
    }

    /** The store is up, its small writes may go well, and others don't. */
    @ParameterizedTest
    @ValueSource(strings = {"53200", "57P03", "42501", "XX000", "55000"})
    void createWhenTheStoreRefusesItThenUnavailable(String sqlState) throws SQLException {
        failInserts("RAISE EXCEPTION 'as told' USING ERRCODE = '" + sqlState + "'");
        try {
            assertUnavailable(create(""));
            assertUnavailable(keyed(UUID.randomUUID().toString(), "launch"));
        } finally {
            healInserts();
        }
    }

    /** Until the disk has had time to be mended: the check's small write goes well all along. */
    @Test
    @Tag("full")
    void readinessWhenTheDiskIsFullThenStaysDownAndNothingIsMinted() throws SQLException {
        try {
            for (String sqlState : List.of("58030", "53100")) {
                failInserts("RAISE EXCEPTION 'as told' USING ERRCODE = '" + sqlState + "'");
                assertUnavailable(create(""));
                assertUnavailable(keyed(UUID.randomUUID().toString(), "launch"));
            }
            Awaitility.await()
                    .during(Duration.ofSeconds(12))
                    .atMost(Duration.ofSeconds(15))
                    .untilAsserted(() -> {
                        assertThat(readiness().statusCode()).isEqualTo(503);
                        assertUnavailable(create(", \"mode\": \"direct\""));
                    });
            assertThat(StubPlatforms.easyPost().getAllServeEvents()).isEmpty();
        } finally {
            healInserts();
        }
        Awaitility.await()
                .atMost(StoreWrites.DISK_COOLDOWN.plus(BOUND))
                .until(() -> readiness().statusCode() == 200);
        assertThat(create("").statusCode()).isEqualTo(201);
    }

    /** The transaction, or the statement alone, was chosen to be undone; it needs doing again, and the caller no answer. */
    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void createWhenTheStoreAsksForAnotherTryThenItIsMade(String sqlState) throws SQLException {
        executeIn("CREATE SEQUENCE IF NOT EXISTS tries", "GRANT ALL ON SEQUENCE tries TO broker");
        failInserts("IF nextval('tries') % 2 = 1 THEN RAISE EXCEPTION 'as told' USING ERRCODE = '" + sqlState
                + "'; END IF");
        try {
            assertThat(create("").statusCode()).isEqualTo(201);
            assertThat(keyed(UUID.randomUUID().toString(), "launch").statusCode())
                    .isEqualTo(201);
            assertThat(create(", \"mode\": \"direct\"").statusCode()).isEqualTo(201);
        } finally {
            healInserts();
        }
        assertThat(StubPlatforms.easyPost().getAllServeEvents()).hasSize(1);
    }

    private void failInserts(String statement) throws SQLException {
        executeIn(
                "CREATE OR REPLACE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + statement
                        + "; RETURN NEW; END $$",
                "CREATE OR REPLACE TRIGGER trouble BEFORE INSERT ON portal_link FOR EACH ROW EXECUTE FUNCTION trouble()");
    }

    private void healInserts() throws SQLException {
        executeIn("DROP TRIGGER trouble ON portal_link");
    }

    private void refuseWrites() throws SQLException {
        setReadOnly("on");
    }

    private void allowWrites() throws SQLException {
        setReadOnly("off");
    }

    /** What is read anew at once by sessions that there are, too. */
    private void setReadOnly(String value) throws SQLException {
        execute("ALTER SYSTEM SET default_transaction_read_only = " + value, "SELECT pg_reload_conf()");
        Awaitility.await().atMost(BOUND).until(() -> isReadOnly() == value.equals("on"));
    }

    private boolean isReadOnly() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SHOW default_transaction_read_only")) {
            row.next();
            return row.getString(1).equals("on");
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            run(connection, statements);
        }
    }

    private void executeIn(String... statements) throws SQLException {
        try (Connection connection = server.getDatabase("postgres", "broker").getConnection()) {
            run(connection, statements);
        }
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void register(String merchant) {
        assertThat(broker.http()
                        .api(
                                "PUT",
                                "/v1/merchants/" + merchant + "/accounts/easypost",
                                "acme-key",
                                "{\"account\": \"u\"}")
                        .statusCode())
                .isBetween(200, 201);
    }

    private HttpResponse<String> create(String more) {
        return broker.http().api("POST", LINKS, "acme-key", "{" + ACCOUNT + more + "}");
    }

    private HttpResponse<String> keyed(String key, String mode) {
        return broker.http()
                .send(
                        "POST",
                        LINKS,
                        Map.of(
                                "Authorization",
                                "Bearer acme-key",
                                "Content-Type",
                                "application/json",
                                "Idempotency-Key",
                                key),
                        "{" + ACCOUNT + ", \"mode\": \"" + mode + "\"}");
    }

    private String ticket() {
        return Http.path(url(create("")));
    }

    private static String url(HttpResponse<String> created) {
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return Http.json(created).path("url").stringValue();
    }

    private static String id(HttpResponse<String> created) {
        return Http.json(created).path("id").stringValue();
    }

    private LinkId link(String ticket) {
        return broker.bean(Tokens.class)
                .read(TokenUse.LAUNCH, ticket.substring("/launch/".length()))
                .orElseThrow()
                .link();
    }

    private String comeback(String ticket, TokenUse use) {
        String token = broker.bean(Tokens.class).issue(use, new TenantId("acme"), link(ticket));
        return (use == TokenUse.RETURN ? "/return/" : "/refresh/") + token;
    }

    private HttpResponse<String> readiness() {
        return readiness(broker);
    }

    private static HttpResponse<String> readiness(StartedBroker of) {
        return of.management().get("/actuator/health/readiness", Map.of());
    }

    private void awaitReadiness(int status) {
        Awaitility.await().atMost(BOUND).until(() -> readiness().statusCode() == status);
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(Http.json(answer).path("code").stringValue()).isEqualTo("unavailable");
        assertThat(answer.headers().firstValueAsLong("Retry-After")).isPresent();
    }

    private static void assertUnavailablePage(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.headers().firstValueAsLong("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }
}
