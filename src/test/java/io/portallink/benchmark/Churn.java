package io.portallink.benchmark;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A number of links, each created and, two of three, launched at once. They carry what a row can carry: every other an inline
 * account at ShipEngine, the rest {@code prefill} and {@code state} at EasyPost; every tenth an idempotency key. Of those not
 * launched, every tenth is looked at, which notes an event.
 */
final class Churn {

    private static final int CONNECTIONS = 16;
    private static final int LAUNCHED = 3; // all but every third
    private static final int TENTH = 10;
    private static final int KEPT = 300;
    private static final int OK = 200;
    private static final String PREFILL = "{\"name\":\"" + "n".repeat(200) + "\"}";

    private final int port;
    private final int end;
    private final AtomicInteger next;
    private final AtomicInteger created = new AtomicInteger();
    private final AtomicInteger redirected = new AtomicInteger();
    private final List<String> left = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> errors = new ConcurrentHashMap<>();

    private Churn(int port, int from, int end) {
        this.port = port;
        this.end = end;
        this.next = new AtomicInteger(from);
    }

    static Made run(int port, int from, int end) {
        Churn churn = new Churn(port, from, end);
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                threads.execute(churn::work);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Made(churn.created.get(), churn.redirected.get(), List.copyOf(churn.left), churn.errors, seconds);
    }

    /** How many of these numbers are launched. */
    static int launched(int from, int end) {
        return end - from - (Math.ceilDiv(end, LAUNCHED) - Math.ceilDiv(from, LAUNCHED));
    }

    private void work() {
        try (Caller caller = new Caller(port)) {
            for (int i = next.getAndIncrement(); i < end; i = next.getAndIncrement()) {
                link(caller, i);
            }
        }
    }

    private void link(Caller caller, int number) {
        Exchange.@Nullable Reply answer = expect(caller, create(number), Links.CREATED);
        if (answer == null) {
            return;
        }
        created.incrementAndGet();
        String path = Requests.ticket(answer);
        if (number % LAUNCHED != 0) {
            if (expect(caller, Requests.open(path), Links.REDIRECTED) != null) {
                redirected.incrementAndGet();
            }
        } else if (number % (LAUNCHED * TENTH) == 0) {
            expect(caller, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n", OK);
        }
        if (number % KEPT == 0) {
            left.add(path);
        }
    }

    private Exchange.@Nullable Reply expect(Caller caller, String request, int status) {
        try {
            Exchange.Reply answer = caller.send(request);
            if (answer.status() == status) {
                return answer;
            }
            errors.merge(answer.status() + " instead of " + status, 1, Integer::sum);
        } catch (UncheckedIOException e) {
            errors.merge(String.valueOf(e.getMessage()), 1, Integer::sum);
        }
        return null;
    }

    private static String create(int number) {
        String merchant = Requests.merchant(number % SoakIT.MERCHANTS);
        String body = number % 2 == 0
                ? "{\"merchant_id\":\"%s\",\"platform\":\"easypost\",\"page\":\"onboarding\",\"state\":\"a-state\",\"prefill\":%s,\"expires_in\":600}"
                        .formatted(merchant, PREFILL)
                : "{\"merchant_id\":\"%s\",\"platform\":\"shipengine\",\"account\":\"se-%d\",\"expires_in\":600}"
                        .formatted(merchant, number);
        String request = Requests.post("/v1/portal-links", "Bearer " + Broker.API_KEY, "application/json", body);
        return number % TENTH == 0
                ? request.replaceFirst("\r\n", "\r\nIdempotency-Key: soak-" + number + "\r\n")
                : request;
    }

    /** One connection after the other: a server closes each after some requests. */
    private static final class Caller implements AutoCloseable {

        private final int port;
        private @Nullable Exchange open;

        Caller(int port) {
            this.port = port;
        }

        Exchange.Reply send(String request) {
            Exchange exchange = open == null ? Exchange.open(port) : open;
            open = null;
            Exchange.Reply reply = exchange.sendOrClose(request);
            if (reply.kept()) {
                open = exchange;
            } else {
                exchange.close();
            }
            return reply;
        }

        @Override
        public void close() {
            if (open != null) {
                open.close();
            }
        }
    }

    /**
     * @param left tickets of some that were not launched
     * @param errors what came in place of what was expected, how often
     */
    record Made(int created, int redirected, List<String> left, Map<String, Integer> errors, double seconds) {}
}
