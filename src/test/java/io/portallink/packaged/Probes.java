package io.portallink.packaged;

import io.portallink.testkit.Http;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks a broker again and again, as an orchestrator does, whether it lives and whether it is ready. */
final class Probes implements AutoCloseable {

    private static final int MILLIS = 200;

    private final Http management;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Probe> liveness = new CopyOnWriteArrayList<>();
    private final List<Probe> readiness = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> work;
    private volatile boolean over;

    Probes(Http management) {
        this.management = management;
        this.work = List.of(
                CompletableFuture.runAsync(() -> ask("liveness", liveness), threads),
                CompletableFuture.runAsync(() -> ask("readiness", readiness), threads));
    }

    /** One answer, and how long it took. */
    record Probe(int status, long millis) {}

    List<Probe> liveness() {
        return liveness;
    }

    List<Probe> readiness() {
        return readiness;
    }

    /** Waits until readiness says so, of a question asked from now on. */
    Probes awaitReadiness(int status) {
        int before = readiness.size() + 1; // one may be under way
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (readiness.stream().skip(before).noneMatch(probe -> probe.status() == status)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("readiness is not " + status + ": " + readiness);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(MILLIS));
        }
        return this;
    }

    static long longest(List<Probe> probes) {
        return probes.stream().mapToLong(Probe::millis).max().orElse(0);
    }

    @Override
    public void close() {
        over = true;
        work.forEach(CompletableFuture::join);
        threads.close();
    }

    private void ask(String group, List<Probe> probes) {
        while (!over) {
            long begin = System.nanoTime();
            HttpResponse<String> answer = management.get("/actuator/health/" + group, Map.of());
            probes.add(new Probe(answer.statusCode(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(MILLIS));
        }
    }
}
