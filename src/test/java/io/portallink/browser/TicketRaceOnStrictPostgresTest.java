package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.AtOnce;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.EmbeddedPostgresServer;
import io.portallink.testkit.Http;
import io.portallink.testkit.StartedBroker;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database whose default isolation lets one of two writers to a row fail, where the broker counts on waiting. */
class TicketRaceOnStrictPostgresTest {

    private static final int BROWSERS = 16;
    private static final int ROUNDS = 20;

    private final String database = EmbeddedPostgresServer.freshDatabase();

    @ParameterizedTest
    @ValueSource(strings = {"repeatable read", "serializable"})
    void launchWhenBrowsersRaceThenOneIsRedirectedAndNoneIsTurnedAwayForTheStore(String isolation) throws Exception {
        StubPlatforms.reset();
        isolate(isolation);
        try (StartedBroker broker = StartedBroker.start(database, List.of(BrokerTestConfiguration.SERVER_KEY))) {
            for (int round = 1; round <= ROUNDS; round++) {
                String path = ticket(broker.http());
                List<Integer> statuses = AtOnce.run(
                        BROWSERS, () -> broker.http().get(path, Http.NAVIGATION).statusCode());

                assertThat(statuses).as("round %d", round).containsOnlyOnce(302);
                assertThat(statuses).as("round %d", round).allMatch(s -> s == 302 || s == 409 || s == 410);
            }
        }
    }

    private void isolate(String isolation) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + connection.getCatalog() + " SET default_transaction_isolation = '"
                    + isolation + "'");
        }
    }

    private static String ticket(Http http) {
        HttpResponse<String> created = http.api("POST", "/v1/portal-links", "acme-key", """
                {"merchant_id": "m_race", "platform": "easypost", "account": "user_race"}""");
        assertThat(created.statusCode()).isEqualTo(201);
        return Http.path(Http.json(created).path("url").stringValue());
    }
}
