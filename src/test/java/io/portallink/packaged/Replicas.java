package io.portallink.packaged;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.packaged.Race.Ticket;
import io.portallink.packaged.Replica.Answer;
import io.portallink.testkit.EmbeddedPostgresServer;
import io.portallink.testkit.Http;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/** Three brokers, processes of their own, on one PostgreSQL; and what is asked of them all. */
final class Replicas implements AutoCloseable {

    private static final int REPLICAS = 3;
    private static final int CLIENTS = 64;
    // go first to the round's replica, so that each wins in turn; else the one that runs longest wins nearly all
    private static final int VANGUARD = 6;

    private final String database = EmbeddedPostgresServer.freshDatabase();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Replica> replicas = new ArrayList<>();

    /** Starts all at once, so that they also race for the new database's schema. */
    Replicas(Path folder) throws IOException {
        for (int number = 0; number < REPLICAS; number++) {
            replicas.add(new Replica(folder, number, database));
        }
    }

    void awaitReady() {
        replicas.forEach(Replica::awaitReady);
    }

    Killer killer(long seed) {
        return new Killer(replicas, seed);
    }

    /** Rounds with these numbers, at once: in each, all clients race for a new ticket. */
    List<Race> races(int first, int count) throws InterruptedException, ExecutionException {
        List<Future<Race>> races = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int round = first + i;
            races.add(threads.submit(() -> race(create(round))));
        }
        return all(races);
    }

    /** All clients follow the ticket at the same moment, spread over the replicas. */
    Race race(Ticket ticket) throws InterruptedException, ExecutionException {
        CountDownLatch ready = new CountDownLatch(CLIENTS);
        List<Future<Answer>> launches = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            Replica replica = replica(client < VANGUARD ? ticket.round() : ticket.round() + client);
            launches.add(threads.submit(() -> {
                ready.countDown();
                ready.await();
                return replica.ask(http -> http.get(ticket.path(), Http.NAVIGATION));
            }));
        }
        return new Race(ticket, all(launches));
    }

    /** A link's status as it stands in the store; one that was acknowledged is there. */
    String status(Ticket ticket) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                PreparedStatement find = connection.prepareStatement("SELECT status FROM portal_link WHERE id = ?")) {
            find.setString(1, ticket.link());
            try (ResultSet row = find.executeQuery()) {
                assertThat(row.next()).as("the store has %s", ticket).isTrue();
                return row.getString(1);
            }
        }
    }

    @Override
    public void close() {
        threads.close();
        replicas.forEach(Replica::close);
    }

    /** A new link, acknowledged by the round's replica, or by the next where that one is killed. */
    private Ticket create(int round) {
        String account = "user_round_" + round;
        String body = """
                {"merchant_id": "m_race", "platform": "easypost", "account": "%s", "expires_in": 600}""".formatted(account);
        int at = round;
        Answer answer = create(at, body);
        while (answer.isLost()) {
            answer = create(++at, body);
        }
        assertThat(answer.status()).as("creation of round %d", round).isEqualTo(201);
        JsonNode link = Http.json(requireNonNull(answer.response()));
        String url = link.path("url").stringValue();
        return new Ticket(round, account, link.path("id").stringValue(), Http.path(url));
    }

    private Answer create(int at, String body) {
        return replica(at).ask(http -> http.api("POST", "/v1/portal-links", ContractYaml.API_KEY, body));
    }

    private Replica replica(int number) {
        return replicas.get(number % REPLICAS);
    }

    private static <T> List<T> all(List<Future<T>> futures) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
