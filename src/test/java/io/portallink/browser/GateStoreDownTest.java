package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.EmbeddedPostgresServer;
import io.portallink.testkit.Http;
import io.portallink.testkit.StartedBroker;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PostgreSQL does not say whether the tap is open: nobody is let through unseen, and the ticket is not to blame. */
class GateStoreDownTest {

    // within the broker's own 3 s; the rest is for a busy machine
    private static final Duration BOUND = Duration.ofSeconds(6);

    private final String database = EmbeddedPostgresServer.freshDatabase();

    @Test
    void openWhenTapCannotBeReadThenUnavailableInTimeAndTheTicketStaysUsable() throws SQLException {
        StubPlatforms.reset();
        try (StartedBroker broker = StartedBroker.start(database, List.of(BrokerTestConfiguration.SERVER_KEY))) {
            String path =
                    Http.path(Http.json(create(broker, "launch")).path("url").stringValue());
            long start = System.nanoTime();
            try (Connection lock = DriverManager.getConnection(database);
                    Statement statement = lock.createStatement()) {
                lock.setAutoCommit(false);
                statement.execute("LOCK TABLE platform_tap IN ACCESS EXCLUSIVE MODE");
                HttpResponse<String> direct = create(broker, "direct");
                Duration took = Duration.ofNanos(System.nanoTime() - start);

                assertThat(direct.statusCode()).isEqualTo(503);
                assertThat(Http.json(direct).path("code").stringValue()).isEqualTo("unavailable");
                assertThat(took).isLessThan(BOUND);
                assertThat(broker.http().get(path, Http.NAVIGATION).statusCode())
                        .isEqualTo(503);
            }
            assertThat(StubPlatforms.easyPost().getAllServeEvents()).isEmpty();
            assertThat(failures()).isZero();
            assertThat(redeemed(broker, path)).isEqualTo(302);
        }
    }

    /** The claim is given back beside the answer, so it may take a moment. */
    private static int redeemed(StartedBroker broker, String path) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        int status = 409;
        while (status == 409 && System.nanoTime() < end) {
            status = broker.http().get(path, Http.NAVIGATION).statusCode();
        }
        return status;
    }

    private static HttpResponse<String> create(StartedBroker broker, String mode) {
        return broker.http().api("POST", "/v1/portal-links", "acme-key", """
                {"merchant_id": "m_1", "platform": "easypost", "account": "user_1", "mode": "%s"}""".formatted(mode));
    }

    private int failures() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(failures) FROM portal_link")) {
            row.next();
            return row.getInt(1);
        }
    }
}
