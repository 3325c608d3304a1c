package io.portallink.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntUnaryOperator;

/** Creations and openings at a constant rate. */
final class Links {

    static final int CREATED = 201;
    static final int REDIRECTED = 302;

    private Links() {}

    /** @param merchant the merchant of the n-th link */
    static Made create(Broker broker, double perSecond, int count, IntUnaryOperator merchant) {
        Queue<String> tickets = new ConcurrentLinkedQueue<>();
        Latencies latencies = OpenLoop.run(
                broker.port(),
                perSecond,
                count,
                CREATED,
                i -> Requests.create("launch", merchant.applyAsInt(i)),
                reply -> tickets.add(Requests.ticket(reply)));
        return new Made(new ArrayList<>(tickets), latencies);
    }

    static Latencies open(Broker broker, double perSecond, List<String> tickets) {
        return OpenLoop.run(broker.port(), perSecond, tickets.size(), REDIRECTED, i -> Requests.open(tickets.get(i)));
    }

    /** Full load of every kind for that time in all, so that the compiler has seen everything. */
    static void warmUp(Broker broker, Path folder, int merchants, Duration time) {
        Duration third = Duration.ofSeconds(Math.max(1, time.toSeconds() / 3));
        Path tickets = folder.resolve("warm-up-tickets");
        Wrk.direct(merchants).run(broker.port(), third);
        Wrk.create(merchants, tickets).run(broker.port(), third);
        Wrk.open(tickets).run(broker.port(), third);
    }

    /** @param tickets the paths of the launch URLs, not opened yet */
    record Made(List<String> tickets, Latencies latencies) {}
}
