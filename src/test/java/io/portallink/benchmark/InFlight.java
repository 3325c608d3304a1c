package io.portallink.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Ten thousand openings at once, of a platform that takes two seconds. Over HTTP/1.1 each needs two sockets of the broker,
 * its browser's and the platform's, so the limit of open files may allow fewer; over HTTP/2 browsers share connections.
 *
 * <p>These brokers take more connections than others do: {@code --server.tomcat.max-connections=20000}. By default Tomcat
 * takes 8,192, and leaves further ones waiting; over HTTP/1.1 that is fewer than are in flight here.
 */
final class InFlight {

    static final int AIM = 10_000;
    static final int CONNECTIONS = 20_000;

    private static final Duration PLATFORM_TIME = Duration.ofSeconds(2);
    private static final int FILES_TO_SPARE = 500;
    private static final int STREAMS = 100; // at a time in one connection: Tomcat's limit
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
        int http1 = (int) Math.min(AIM, (Kernel.openFilesLimit() - FILES_TO_SPARE) / 2);
        for (boolean http2 : new boolean[] {false, true}) {
            Path folder = settings.newFolder("in-flight");
            rows.add(open(http2, http2 ? AIM : http1, folder, Store.embedded(folder)));
            rows.add(open(http2, http2 ? AIM : http1, settings.newFolder("in-flight"), postgres.store()));
        }
        stub.delay(Duration.ZERO);
    }

    private Row open(boolean http2, int count, Path folder, Store store) {
        stub.delay(Duration.ZERO);
        List<String> arguments = List.of(
                "--server.tomcat.max-connections=" + CONNECTIONS,
                "--server.tomcat.accept-count=4096",
                "--server.http2.enabled=" + http2);
        try (Broker broker = Broker.start(app, folder, stub, store, arguments.toArray(String[]::new))) {
            broker.importMerchants(0, Speed.MERCHANTS);
            Links.warmUp(broker, folder, Speed.MERCHANTS, settings.warmUp());
            List<String> tickets = Links.tickets(broker, folder, count);
            stub.delay(PLATFORM_TIME);
            long filesBefore = Kernel.openFiles(broker.process());
            Peak<Latencies> peak = Peak.during(
                    broker.process(), () -> http2 ? openOverHttp2(broker, tickets) : openOverHttp1(broker, tickets));
            return row(http2, count, folder, store, broker, filesBefore, peak);
        }
    }

    private Row row(
            boolean http2, int count, Path folder, Store store, Broker broker, long filesBefore, Peak<Latencies> peak) {
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
                http2 ? "HTTP/2" : "HTTP/1.1",
                store.name(),
                count,
                count - latencies.errors(),
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

    private Latencies openOverHttp1(Broker broker, List<String> tickets) {
        return Links.open(broker, perSecond, tickets);
    }

    /** Each connection by a client of its own, and in each as many at a time as the server allows. */
    private Latencies openOverHttp2(Broker broker, List<String> tickets) {
        List<HttpClient> clients = new ArrayList<>();
        String base = "http://127.0.0.1:" + broker.port();
        try {
            for (int i = 0; i * STREAMS < tickets.size(); i++) {
                clients.add(HttpClient.newHttpClient());
                upgrade(clients.getLast(), base);
            }
            return new OverHttp2(clients, base).open(tickets, perSecond);
        } finally {
            clients.forEach(HttpClient::shutdownNow);
        }
    }

    /** The first request of a connection changes it to HTTP/2; it can't be one of many. */
    private static void upgrade(HttpClient client, String base) {
        try {
            HttpResponse<Void> response = client.send(
                    HttpRequest.newBuilder(URI.create(base + "/problems/not-found"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            if (response.version() != HttpClient.Version.HTTP_2) {
                throw new AssertionError("the broker does not speak HTTP/2");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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

    /** Requests over connections that are open already. */
    private record OverHttp2(List<HttpClient> clients, String base) {

        Latencies open(List<String> tickets, double perSecond) {
            long[] micros = new long[tickets.size()];
            AtomicInteger inFlight = new AtomicInteger();
            int most = 0;
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < tickets.size(); i++) {
                int at = i;
                long due = start + (long) (i * 1e9 / perSecond);
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                most = Math.max(most, inFlight.incrementAndGet());
                answers.add(send(at, tickets.get(at)).whenComplete((status, failure) -> {
                    micros[at] = (System.nanoTime() - due) / 1000;
                    inFlight.decrementAndGet();
                }));
            }
            Map<String, Long> failures = answers.stream()
                    .map(answer -> answer.thenApply(status -> "status " + status)
                            .exceptionally(failure -> String.valueOf(failure.getMessage()))
                            .join())
                    .filter(outcome -> !outcome.equals("status " + Links.REDIRECTED))
                    .collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting()));
            return new Latencies(micros, failures, most);
        }

        private CompletableFuture<Integer> send(int at, String path) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(Duration.ofSeconds(30))
                    .header("Sec-Fetch-Mode", "navigate")
                    .header("Sec-Fetch-Dest", "document")
                    .header("Sec-Fetch-Site", "cross-site")
                    .build();
            return clients.get(at % clients.size())
                    .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .thenApply(HttpResponse::statusCode);
        }
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
            String protocol,
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
