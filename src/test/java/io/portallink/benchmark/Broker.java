package io.portallink.benchmark;

import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A broker as an operator runs it: laid out by {@code build-app.sh}, run by {@code start.sh}, its log in a file. */
final class Broker implements AutoCloseable {

    static final String API_KEY = "benchmark-api-key";

    private static final String HEAP = "-Xmx464m"; // with what is beside the heap, within the aim of 700 MiB
    private static final int IMPORT_BATCH = 100_000;
    private static final Pattern HEAP_USED = Pattern.compile("(?:total|committed) \\d+K, used (\\d+)K");

    private final Server server;
    private final int managementPort;

    private Broker(Server server, int managementPort) {
        this.server = server;
        this.managementPort = managementPort;
    }

    /** Lays the packaged jar out; once for all brokers. */
    static Path layOut(Path folder) {
        Path app = folder.resolve("app");
        Command.run(
                Duration.ofMinutes(3),
                folder,
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                List.of("sh", absolute("docker/build-app.sh"), jar(), app.toString()));
        return app;
    }

    static String jar() {
        return Objects.requireNonNull(System.getProperty("broker.jar"), "run by Maven's failsafe plugin");
    }

    static String absolute(String path) {
        return Path.of(path).toAbsolutePath().toString();
    }

    static void configure(Path folder, Stub stub) {
        String yaml =
                """
            portal:
              public-base-url: https://links.example.com
              keys: ["%s"]
              tenants:
                benchmark:
                  display-name: Benchmark Market
                  api-keys:
                    - { id: backend, sha256: "%s", scopes: [links, merchants] }
                  requests-per-minute: 0
                  return-urls: ["https://dashboard.example/shipping"]
                  refresh-urls: ["https://dashboard.example/shipping/open"]
                  platforms:
                    easypost: { api-key: "EZAKbenchmark" }
              platforms:
                easypost: { base-url: "%s", max-concurrent: 10000, budget-per-minute: 0 }
                shipengine: { budget-per-minute: 0 }
            """.formatted(BrokerTestConfiguration.SERVER_KEY, BrokerTestConfiguration.sha256(API_KEY), stub.url());
        try {
            Files.writeString(folder.resolve("application.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A broker that is ready. Its garbage collections are written to {@code gc.log}. */
    static Broker start(Path app, Path folder, Stub stub, Store store, String... arguments) {
        configure(folder, stub);
        List<String> command = new ArrayList<>(List.of("sh", absolute("docker/start.sh"), app.toString()));
        command.add("--spring.datasource.url=" + store.url());
        command.addAll(Arrays.asList(arguments));
        Map<String, String> environment = Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "JAVA_TOOL_OPTIONS",
                HEAP + " -Xlog:gc:file=gc.log::filecount=0");
        return launch(folder, environment, command);
    }

    static Broker launch(Path folder, Map<String, String> environment, List<String> command) {
        int port = Server.freePort();
        int managementPort = Server.freePort();
        List<String> line = new ArrayList<>(command);
        line.add("--server.address=127.0.0.1");
        line.add("--server.port=" + port);
        line.add("--management.server.port=" + managementPort);
        Server server = Server.start(folder, port, environment, line);
        return new Broker(server.await(() -> isReady(managementPort)), managementPort);
    }

    int port() {
        return server.port();
    }

    ProcessHandle process() {
        return server.process();
    }

    Server server() {
        return server;
    }

    /** Registers merchants with these numbers, through the API. */
    void importMerchants(int from, int to) {
        for (int first = from; first < to; first += IMPORT_BATCH) {
            int last = Math.min(to, first + IMPORT_BATCH);
            StringBuilder csv = new StringBuilder("merchant_id,platform,account,theme_id\n");
            for (int i = first; i < last; i++) {
                csv.append(Requests.merchant(i)).append(",easypost,user_%032x,\n".formatted(i));
            }
            importCsv(csv.toString(), last - first);
        }
    }

    private void importCsv(String csv, int merchants) {
        Exchange.Reply reply;
        try (Exchange exchange = Exchange.open(port(), Duration.ofMinutes(10))) {
            reply = exchange.send(Requests.post("/v1/merchants/import", "Bearer " + API_KEY, "text/csv", csv));
        }
        if (!reply.body().contains("\"accepted\":" + merchants + ",")) {
            throw new AssertionError("merchants were refused: " + reply);
        }
    }

    /** A value of the metrics; the sum of those with other labels. */
    double metric(String name) {
        return new Http(managementPort)
                .get("/actuator/prometheus", Map.of())
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** MiB of the heap in use after a full collection, of any JVM. */
    static double heapAfterCollection(ProcessHandle jvm) {
        String pid = Long.toString(jvm.pid());
        Command.run(Duration.ofSeconds(30), Command.ofJdk("jcmd"), pid, "GC.run");
        String info = Command.run(Duration.ofSeconds(30), Command.ofJdk("jcmd"), pid, "GC.heap_info");
        Matcher used = HEAP_USED.matcher(info);
        double kib = 0;
        while (used.find()) {
            kib += Long.parseLong(used.group(1));
        }
        return kib / 1024;
    }

    @Override
    public void close() {
        server.close();
    }

    private static boolean isReady(int managementPort) {
        try {
            HttpResponse<String> answer = new Http(managementPort).get("/actuator/health/readiness", Map.of());
            return answer.statusCode() == 200;
        } catch (UncheckedIOException ignored) {
            return false;
        }
    }
}
