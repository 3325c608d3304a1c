package io.portallink.faults;

import io.portallink.testkit.Http;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens at the other platform, as long as the fault lasts, while more calls run into the fault. */
final class Bystanders implements AutoCloseable {

    private static final AtomicInteger TURN = new AtomicInteger();
    private static final int FEWEST = 100;
    private static final int FEWEST_IN_HEALTH = 500; // of a hundred, a p99 is the one that was slowest
    private static final int THREADS = 3;

    /** Fewer than open a breaker. */
    private static final int CALLS_OF_A_LANE = 15;

    private final Http http;
    private final int fewest;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Long> micros = Collections.synchronizedList(new ArrayList<>());
    private final List<String> refused = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Future<?>> opening = new ArrayList<>();

    private Bystanders(FaultBroker broker, int fewest) {
        this.http = broker.http();
        this.fewest = fewest;
    }

    static Bystanders start(FaultBroker broker, String failing) {
        return start(broker, failing, FEWEST);
    }

    private static Bystanders start(FaultBroker broker, String failing, int fewest) {
        Bystanders bystanders = new Bystanders(broker, fewest);
        for (int i = 0; i < THREADS; i++) {
            bystanders.opening.add(bystanders.threads.submit(() -> bystanders.open(PlatformWords.other(failing))));
        }
        bystanders.opening.add(bystanders.threads.submit(() -> bystanders.press(failing)));
        return bystanders;
    }

    /** The opens at this platform while all is well, in microseconds. */
    static List<Long> inHealth(FaultBroker broker, String platform) throws Exception {
        try (Bystanders bystanders = start(broker, PlatformWords.other(platform), FEWEST_IN_HEALTH)) {
            return bystanders.micros();
        }
    }

    /** How long each took, in microseconds; when there are enough of them. */
    List<Long> micros() throws Exception {
        settle();
        if (!refused.isEmpty()) {
            throw new AssertionError("the other platform was not well: " + refused.getFirst());
        }
        return List.copyOf(micros);
    }

    /** Whatever came of them. */
    void settle() throws Exception {
        over.set(true);
        for (Future<?> future : opening) {
            future.get(60, TimeUnit.SECONDS);
        }
    }

    /** In milliseconds. */
    static double p99(List<Long> micros) {
        return percentile(micros, 99);
    }

    static double p50(List<Long> micros) {
        return percentile(micros, 50);
    }

    private static double percentile(List<Long> micros, int percentile) {
        List<Long> sorted = micros.stream().sorted().toList();
        return sorted.get(sorted.size() * percentile / 100) / 1000.0;
    }

    @Override
    public void close() {
        over.set(true);
        threads.close();
    }

    private void open(String platform) {
        while (!over.get() || micros.size() < fewest) {
            long start = System.nanoTime();
            int status = send(platform, "bystander.x");
            micros.add((System.nanoTime() - start) / 1000);
            if (status != 201) {
                refused.add("status " + status);
            }
            pause(10);
        }
    }

    private void press(String platform) {
        while (!over.get() || micros.size() < fewest) {
            send(platform, "pressure-" + TURN.incrementAndGet() / CALLS_OF_A_LANE + ".x");
            pause(20);
        }
    }

    private int send(String platform, String merchant) {
        String body = "{\"merchant_id\": \"" + merchant + "\", \"platform\": \"" + platform
                + "\", \"account\": \"somebody\", \"mode\": \"direct\"}";
        return http.api("POST", "/v1/portal-links", "acme-key", body).statusCode();
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
