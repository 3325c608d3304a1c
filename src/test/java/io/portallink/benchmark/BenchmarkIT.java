package io.portallink.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Programs;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The benchmark: {@code ./mvnw verify -Plong -Dit.test=BenchmarkIT}. It writes tables and a picture to
 * {@code target/benchmark}. Its aims are reported and not asserted, because machines differ; an error fails it.
 *
 * <p>{@code -Dbenchmark.only=speed,latency} runs parts of it; {@code -Dbenchmark.warm-up=5s -Dbenchmark.measure=5s} is for
 * trying.
 */
@Tag("long")
class BenchmarkIT {

    @Test
    void everythingWhenMeasuredThenNoRequestFails() {
        Settings settings = Settings.fromProperties();
        Programs.find("wrk");
        settings.cleanUp();
        Results results = Results.none();
        Path app = Broker.layOut(settings.newFolder("layout"));
        try (Stub stub = Stub.start(settings);
                Store.Postgres postgres = new Store.Postgres(settings.newFolder("postgresql"))) {
            parts(settings, app, stub, postgres, results).forEach((name, part) -> {
                if (settings.includes(name)) {
                    run(name, part, results);
                    System.out.println(name + ": " + Report.write(results, settings.folder()));
                }
            });
        }
        assertThat(results.broken()).as("parts that broke off").isEmpty();
        assertThat(results.errors()).as("requests that failed").isZero();
    }

    /** A part that breaks off fails the benchmark at the end, and takes no other part with it. */
    private static void run(String name, Runnable part, Results results) {
        try {
            part.run();
        } catch (AssertionError | RuntimeException e) {
            e.printStackTrace();
            results.broken().add(name + ": " + e.getMessage());
        }
    }

    private static Map<String, Runnable> parts(
            Settings settings, Path app, Stub stub, Store.Postgres postgres, Results results) {
        Map<String, Runnable> parts = new LinkedHashMap<>();
        parts.put("speed", () -> new Speed(settings, app, stub, results.loads()).run(postgres));
        parts.put("latency", () -> new AddedLatency(settings, app, stub, results.latencies()).run(postgres));
        parts.put("in-flight", () -> new InFlight(settings, app, stub, results.inFlight()).run(postgres));
        parts.put("growth", () -> new Growth(settings, app, stub, results.growth()).run(postgres));
        parts.put("replicas", () -> new Scaling(settings, app, stub, results.replicas()).run(postgres));
        parts.put("start-up", () -> new StartUp(settings, app, stub, results.startUp()).run());
        return parts;
    }
}
