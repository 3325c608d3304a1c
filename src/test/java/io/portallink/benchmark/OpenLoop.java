package io.portallink.benchmark;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Requests at a constant rate, however long the answers take: each counts from the moment it was due, so a stall shows in
 * every request that it holds up, not only in one. wrk and its like wait for an answer before they ask again.
 */
final class OpenLoop {

    private final int port;
    private final int expectedStatus;
    private final Consumer<Exchange.Reply> answers;
    private final ConcurrentLinkedDeque<Exchange> idle = new ConcurrentLinkedDeque<>();
    private final Queue<Long> micros = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> errors = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();

    private OpenLoop(int port, int expectedStatus, Consumer<Exchange.Reply> answers) {
        this.port = port;
        this.expectedStatus = expectedStatus;
        this.answers = answers;
    }

    static Latencies run(int port, double perSecond, int count, int expectedStatus, IntFunction<String> request) {
        return run(port, perSecond, count, expectedStatus, request, ignored -> {});
    }

    /** @param answers gets every answer with the expected status, on the thread that received it */
    static Latencies run(
            int port,
            double perSecond,
            int count,
            int expectedStatus,
            IntFunction<String> request,
            Consumer<Exchange.Reply> answers) {
        return new OpenLoop(port, expectedStatus, answers).run(perSecond, count, request);
    }

    private Latencies run(double perSecond, int count, IntFunction<String> request) {
        double interval = Duration.ofSeconds(1).toNanos() / perSecond;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                String bytes = request.apply(i);
                long due = start + (long) (i * interval);
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                threads.execute(() -> send(bytes, due));
            }
        }
        idle.forEach(Exchange::close);
        return new Latencies(micros.stream().mapToLong(Long::longValue).toArray(), errors, mostInFlight.get());
    }

    private void send(String request, long due) {
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            Exchange kept = idle.pollFirst();
            Exchange exchange = kept == null ? Exchange.open(port) : kept;
            Exchange.Reply reply = exchange.sendOrClose(request);
            note(reply, due);
            if (reply.kept()) {
                idle.addFirst(exchange);
            } else {
                exchange.close();
            }
        } catch (UncheckedIOException e) {
            errors.merge(String.valueOf(e.getMessage()), 1L, Long::sum);
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private void note(Exchange.Reply reply, long due) {
        micros.add((System.nanoTime() - due) / 1000);
        if (reply.status() == expectedStatus) {
            answers.accept(reply);
        } else {
            errors.merge("status " + reply.status(), 1L, Long::sum);
        }
    }
}
