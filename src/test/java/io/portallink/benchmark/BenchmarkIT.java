package io.portallink.benchmark;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The benchmark. Its aims are reported and not asserted, because machines differ; an error fails it. */
@Tag("long")
class BenchmarkIT {

    @Test
    void everythingWhenMeasuredThenNoRequestFails() {
        Settings settings = Settings.fromProperties();
        Path app = Broker.layOut(settings.newFolder("layout"));
        try (Stub stub = Stub.start(settings);
                Store.Postgres postgres = new Store.Postgres(settings.newFolder("pg"))) {
            if (settings.includes("speed")) {
                new Speed(settings, app, stub).run(postgres);
            }
            if (settings.includes("latency")) {
                new AddedLatency(settings, app, stub).run(postgres).forEach(System.out::println);
            }
            if (settings.includes("in-flight")) {
                new InFlight(settings, app, stub).run(postgres).forEach(System.out::println);
            }
            if (settings.includes("growth")) {
                new Growth(settings, app, stub).run(postgres).forEach(System.out::println);
            }
            if (settings.includes("replicas")) {
                new Scaling(settings, app, stub).run(postgres).forEach(System.out::println);
            }
            if (settings.includes("start-up")) {
                System.out.println(new StartUp(settings, app, stub).run());
            }
        }
    }
}
