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

    private static final int ROUNDS = 40;

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

    /** So many links to open, made as fast as the broker can; whatever it takes, it is no flood. */
    static List<String> tickets(Broker broker, Path folder, int count) {
        Path file = folder.resolve("tickets");
        for (int round = 0; round < ROUNDS; round++) {
            Wrk.create(Speed.MERCHANTS, file).run(broker.port(), Duration.ofSeconds(5));
            List<String> tickets = Kernel.lines(file).toList();
            if (tickets.size() >= count) {
                return tickets.subList(0, count);
            }
        }
        throw new AssertionError("the broker made too few links in time");
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
