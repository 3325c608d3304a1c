package io.portallink.benchmark;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ten thousand openings at once, of a platform that takes two seconds, by browsers that have a connection each. The broker
 * runs as it is delivered, but for its heap: how many it works on at a time goes by that, and the others wait.
 */
final class InFlight {

    private static final int AIM = 10_000;
    private static final Duration PLATFORM_TIME = Duration.ofSeconds(2);
    private static final Pattern COLLECTION = Pattern.compile(" (\\d+)M->(\\d+)M\\((\\d+)M\\)");

    private final Settings settings;
    private final Path app;
    private final Stub stub;
    private final List<Row> rows;
    private final double perSecond; // so that all are sent before the first is answered

    InFlight(Settings settings, Path app, Stub stub, List<Row> rows) {
        this.settings = settings;
        this.app = app;
        this.stub = stub;
        this.rows = rows;
        this.perSecond = AIM / settings.ramp();
    }

    void run(Store.Postgres postgres) {
        Path folder = settings.newFolder("in-flight");
        rows.add(open(folder, Store.embedded(folder)));
        rows.add(open(settings.newFolder("in-flight"), postgres.store()));
        stub.delay(Duration.ZERO);
    }

    private Row open(Path folder, Store store) {
        stub.delay(Duration.ZERO);
        try (Broker broker = Broker.start(app, folder, stub, store)) {
            broker.importMerchants(0, Speed.MERCHANTS);
            Links.warmUp(broker, folder, Speed.MERCHANTS, settings.warmUp());
            List<String> tickets = Links.tickets(broker, folder, AIM);
            stub.delay(PLATFORM_TIME);
            long filesBefore = Kernel.openFiles(broker.process());
            Peak<Latencies> peak = Peak.during(broker.process(), () -> Links.open(broker, perSecond, tickets));
            return row(folder, store, broker, filesBefore, peak);
        }
    }

    private static Row row(Path folder, Store store, Broker broker, long filesBefore, Peak<Latencies> peak) {
        boolean rested = awaitRest(broker);
        Matcher collections = COLLECTION.matcher(
                String.join("\n", Kernel.lines(folder.resolve("gc.log")).toList()));
        long heapPeak = 0;
        long kept = 0;
        while (collections.find()) {
            heapPeak = Math.max(heapPeak, Long.parseLong(collections.group(1)));
            kept = Math.max(kept, Long.parseLong(collections.group(2)));
        }
        Latencies latencies = peak.result();
        return new Row(
                store.name(),
                AIM,
                AIM - latencies.errors(),
                latencies.errors(),
                latencies.mostInFlight(),
                latencies.millis(50),
                latencies.millis(99),
                latencies.millis(100),
                peak.memory(),
                heapPeak,
                kept,
                peak.threads(),
                filesBefore,
                peak.openFiles(),
                Kernel.openFiles(broker.process()),
                broker.process().isAlive(),
                rested);
    }

    /** Nothing leased, no permit taken. */
    private static boolean awaitRest(Broker broker) {
        try {
            return comesToRest(broker);
        } catch (UncheckedIOException ignored) { // too busy to say, or dead
            return false;
        }
    }

    private static boolean comesToRest(Broker broker) {
        for (int i = 0; i < 50 && broker.process().isAlive(); i++) {
            if (broker.metric("hikaricp_connections_active") == 0
                    && broker.metric("resilience4j_bulkhead_available_concurrent_calls{name=\"easypost\"") == AIM) {
                return true;
            }
            Server.pause(Duration.ofMillis(200));
        }
        return false;
    }

    /** The most of each while something ran. */
    private record Peak<T>(T result, long threads, long openFiles, double memory) {

        static <T> Peak<T> during(ProcessHandle process, Supplier<T> work) {
            CompletableFuture<T> running = CompletableFuture.supplyAsync(
                    work, command -> Thread.ofPlatform().start(command));
            long threads = 0;
            long openFiles = 0;
            double memory = 0;
            while (!running.isDone()) {
                threads = Math.max(threads, Kernel.threads(process));
                openFiles = Math.max(openFiles, Kernel.openFiles(process));
                memory = Math.max(memory, Kernel.peakMemory(process));
                Server.pause(Duration.ofMillis(100));
            }
            return new Peak<>(running.join(), threads, openFiles, memory);
        }
    }

    /**
     * Times in milliseconds, memory in MiB.
     *
     * @param mostInFlight sent and not answered at one moment; less than {@code opens} where answers came before all were sent
     * @param heap the most in use before a collection
     * @param heapKept the most in use after one
     * @param filesAfter when all were answered; what is above {@code filesBefore} are kept connections
     * @param survived whether the broker still ran at the end
     * @param rested no connection of the store leased, and no permit for the platform taken
     */
    record Row(
            String store,
            int opens,
            long redirected,
            long errors,
            int mostInFlight,
            double p50,
            double p99,
            double max,
            double peakMemory,
            double heap,
            double heapKept,
            long threads,
            long filesBefore,
            long files,
            long filesAfter,
            boolean survived,
            boolean rested) {}
}
