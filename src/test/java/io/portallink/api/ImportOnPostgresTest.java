package io.portallink.api;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.EmbeddedPostgresServer;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The race, and a store that goes away while an import is under way. */
@BrokerTest
class ImportOnPostgresTest extends ImportRace {

    private static final int MANY = 500; // more than are stored together
    private static final String URL = EmbeddedPostgresServer.freshDatabase();

    @DynamicPropertySource
    static void postgres(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> URL);
    }

    @Test
    void importWhenStoreGoesAwayThenUnavailableAndWhatWasStoredWhileTheCallerPausedStays() throws Exception {
        try (PipedInputStream in = new PipedInputStream(1 << 20);
                OutputStream pipe = new PipedOutputStream(in);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> answer =
                    threads.submit(() -> new Imports(port).chunked(Imports.NDJSON, () -> in));
            try (OutputStream out = pipe) {
                write(out, "before_");
                awaitStored("before_0"); // by another connection: so it is committed, though the caller has not ended
                storeAllows(false);
                write(out, "after_");
            }
            Calls.assertProblem(answer.get(30, TimeUnit.SECONDS), 503, "unavailable");
        } finally {
            storeAllows(true);
        }
        awaitStored("before_0");
        Calls.assertProblem(get("after_" + (MANY - 1)), 404, "merchant-not-found");
    }

    private static void write(OutputStream out, String prefix) throws Exception {
        for (int i = 0; i < MANY; i++) {
            out.write(Imports.line(prefix + i, "x").getBytes(StandardCharsets.UTF_8));
        }
        out.write("\n".repeat(32 * 1024).getBytes(StandardCharsets.UTF_8)); // the client sends whole buffers only
        out.flush();
    }

    private void awaitStored(String merchant) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> get(merchant).statusCode() == 200);
    }

    private HttpResponse<String> get(String merchant) {
        return new Calls(port).call("GET", "/v1/merchants/" + merchant, "");
    }

    private static void storeAllows(boolean connections) throws SQLException {
        String name = URL.replaceAll(".*/([a-z_0-9]+)\\?.*", "$1");
        try (Connection connection = DriverManager.getConnection(URL.replace("/" + name, "/postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + connections);
            if (!connections) {
                statement.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
            }
        }
    }
}
