package io.portallink.packaged;

import io.portallink.packaged.Ledger.Link;
import io.portallink.packaged.Race.Ticket;
import io.portallink.testkit.Http;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Clients at a steady pace, until it is closed. In each round a client creates a link, every other time with an idempotency
 * key, and lets two browsers follow it at the same moment; now and then it revokes it instead, or registers an account. Every
 * few rounds the link is a direct one.
 */
final class Load implements AutoCloseable {

    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(60);
    static final int REVOKES = 8; // one round in so many
    private static final int ACCOUNTS = 4;
    private static final int DIRECT = 5; // with a key and without in turn

    private final Supplier<Http> broker;
    private final Ledger ledger;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<CompletableFuture<Void>> clients = new ArrayList<>();
    private volatile boolean over;

    Load(Supplier<Http> broker, Ledger ledger, int clients) {
        this.broker = broker;
        this.ledger = ledger;
        for (int i = 0; i < clients; i++) {
            String merchant = "m_of_client_" + i;
            this.clients.add(CompletableFuture.runAsync(() -> work(merchant), threads));
        }
    }

    /** Waits until so many more links are acknowledged; the load goes on. */
    void awaitAcknowledged(int more) {
        int enough = ledger.links().size() + more;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (ledger.links().size() < enough) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no progress; " + ledger.troubles());
            }
            failEarly();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Lets every client end its round; fails where one met what it could not explain. */
    @Override
    public void close() {
        over = true;
        try {
            CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).join();
        } finally {
            threads.close();
        }
    }

    private void failEarly() {
        clients.stream().filter(CompletableFuture::isCompletedExceptionally).forEach(CompletableFuture::join);
    }

    private void work(String merchant) {
        while (!over) {
            int round = ledger.nextRound();
            if (round % DIRECT == 0) {
                createDirect(round);
            } else {
                create(round).ifPresent(link -> follow(link, round));
            }
            if (round % ACCOUNTS == 0) {
                register(merchant, round);
            }
            LockSupport.parkNanos(PACE_NANOS);
        }
    }

    private void follow(Link link, int round) {
        if (round % REVOKES == 0) {
            revoke(link);
        } else {
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> launch(link), threads);
            launch(link);
            other.join();
        }
    }

    private Optional<Link> create(int round) {
        String account = "user_load_" + round;
        return create(round, account, "launch").map(created -> link(round, account, created));
    }

    /** 200, without the platform's URL: the first replica that was asked had stored the link, and did not get to answer. */
    private void createDirect(int round) {
        String account = "user_direct_" + round;
        create(round, account, "direct").ifPresent(created -> {
            JsonNode link = Http.json(created);
            if (created.statusCode() == 201
                    && !Mints.isOf(account, link.path("url").stringValue())) {
                throw new AssertionError("another's portal: " + account);
            }
            ledger.acknowledgedDirect(link.path("id").stringValue());
        });
    }

    private Optional<HttpResponse<String>> create(int round, String account, String mode) {
        Map<String, String> headers = new HashMap<>(
                Map.of("Authorization", "Bearer " + ContractYaml.API_KEY, "Content-Type", "application/json"));
        if (round % 2 == 0) {
            headers.put("Idempotency-Key", UUID.randomUUID().toString());
        }
        return ask(() -> broker.get().send("POST", "/v1/portal-links", headers, """
                        {"merchant_id": "m_load", "platform": "easypost", "account": "%s", "mode": "%s"%s}""".formatted(
                        account, mode, mode.equals("launch") ? ", \"expires_in\": 600" : "")));
    }

    /** 200: the load balancer asked a second replica under the same key, and the first had stored the link. */
    private Link link(int round, String account, HttpResponse<String> created) {
        JsonNode link = Http.json(created);
        String path = Http.path(link.path("url").stringValue());
        return ledger.acknowledged(new Ticket(round, account, link.path("id").stringValue(), path));
    }

    private void launch(Link link) {
        long begin = System.nanoTime();
        Optional<HttpResponse<String>> launched =
                ask(() -> broker.get().get(link.ticket().path(), Http.NAVIGATION));
        link.launches().add(Span.since(begin));
        launched.filter(answer -> answer.statusCode() == 302).ifPresent(answer -> {
            String location = answer.headers().firstValue("Location").orElse("");
            if (!Mints.isOf(link.ticket().account(), location)) {
                throw new AssertionError("another's portal: " + link);
            }
            link.redirected();
        });
    }

    private void revoke(Link link) {
        ask(() -> broker.get()
                        .api("POST", "/v1/portal-links/" + link.ticket().link() + "/revoke", ContractYaml.API_KEY, ""))
                .ifPresent(ignored -> link.revoked());
    }

    private void register(String merchant, int version) {
        ask(() -> broker.get()
                        .api(
                                "PUT",
                                "/v1/merchants/" + merchant + "/accounts/easypost",
                                ContractYaml.API_KEY,
                                "{\"account\": \"user_1\", \"theme_id\": \"" + version + "\"}"))
                .ifPresent(ignored -> ledger.acknowledged(merchant, version));
    }

    /** The answer where it is one that this load expects; all others are noted as trouble. */
    private Optional<HttpResponse<String>> ask(Supplier<HttpResponse<String>> call) {
        Optional<HttpResponse<String>> answer;
        long begin = System.nanoTime();
        try {
            answer = Optional.of(call.get());
        } catch (UncheckedIOException ignored) {
            answer = Optional.empty();
        }
        boolean expected = answer.filter(this::isExpected).isPresent();
        if (!expected) {
            ledger.trouble(answer, Span.since(begin));
        }
        return expected ? answer : Optional.empty();
    }

    private boolean isExpected(HttpResponse<String> answer) {
        int status = answer.statusCode();
        boolean ofLaunch = answer.request().uri().getPath().startsWith("/launch/");
        return ofLaunch ? status == 302 || status == 409 || status == 410 : status == 200 || status == 201;
    }
}
