package io.portallink.benchmark;

import io.portallink.testkit.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.json.JsonMapper;

/** Full load: so many connections, each asking again as soon as it is answered. One thread, on a machine of few cores. */
record Wrk(String script, int connections, Map<String, String> environment) {

    private static final Path SCRIPTS = Path.of("src", "benchmark", "wrk").toAbsolutePath();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RESULT = "RESULT ";
    private static final Duration GRACE = Duration.ofSeconds(30);

    static final int CONNECTIONS = 64;

    static Wrk platform() {
        return new Wrk("platform", CONNECTIONS, Map.of());
    }

    static Wrk direct(int merchants) {
        return new Wrk("create", CONNECTIONS, creation("direct", merchants));
    }

    /** @param tickets takes the new links */
    static Wrk create(int merchants, Path tickets) {
        Map<String, String> environment = new HashMap<>(creation("launch", merchants));
        environment.put("TICKETS", tickets.toString());
        return new Wrk("create", CONNECTIONS, environment);
    }

    /** Follows each once. */
    static Wrk open(Path tickets) {
        return new Wrk("open", CONNECTIONS, Map.of("TICKETS", tickets.toString()));
    }

    Wrk withConnections(int other) {
        return new Wrk(script, other, environment);
    }

    Result run(int port, Duration time) {
        String output = Command.run(
                time.plus(GRACE),
                SCRIPTS,
                environment,
                List.of(
                        Programs.find("wrk"),
                        "-t1",
                        "-c" + connections,
                        "-d" + time.toSeconds() + "s",
                        "-s",
                        script + ".lua",
                        "http://127.0.0.1:" + port));
        String line = output.lines()
                .filter(one -> one.startsWith(RESULT))
                .findFirst()
                .orElseThrow(() -> new AssertionError("wrk told no result:\n" + output));
        return JSON.readValue(line.substring(RESULT.length()), Result.class);
    }

    /** Several at the same time, each on a port of its own. */
    static List<Result> runTogether(List<Wrk> loads, List<Integer> ports, Duration time) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Result>> runs = new ArrayList<>();
            for (int i = 0; i < loads.size(); i++) {
                Wrk load = loads.get(i);
                int port = ports.get(i);
                runs.add(threads.submit(() -> load.run(port, time)));
            }
            List<Result> results = new ArrayList<>();
            for (Future<Result> run : runs) {
                results.add(run.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> creation(String mode, int merchants) {
        return Map.of("MODE", mode, "MERCHANTS", Integer.toString(merchants), "API_KEY", Broker.API_KEY);
    }

    /**
     * What wrk says at the end; times in microseconds.
     *
     * @param requests answered
     * @param lasted the time they took together
     * @param cpu of wrk itself
     */
    record Result(long requests, double lasted, double p50, double p99, double max, long errors, double cpu) {

        double perSecond() {
            return requests / lasted * 1e6;
        }
    }
}
