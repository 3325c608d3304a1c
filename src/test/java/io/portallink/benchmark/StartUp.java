package io.portallink.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the start of the process to its first "ready": plain {@code java -jar}, and with the ahead-of-time cache, in turn. */
final class StartUp {

    private static final int ROUNDS = 5;
    private static final Duration IDLE = Duration.ofSeconds(20);

    private final Settings settings;
    private final Path app;
    private final Stub stub;
    private final List<Row> rows;

    StartUp(Settings settings, Path app, Stub stub, List<Row> rows) {
        this.settings = settings;
        this.app = app;
        this.stub = stub;
        this.rows = rows;
    }

    void run() {
        Path folder = settings.newFolder("start-up");
        Broker.configure(folder, stub);
        List<Started> plain = new ArrayList<>();
        List<Started> cached = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            plain.add(start(folder, List.of(Command.ofJdk("java"), "-jar", Broker.jar()), round == ROUNDS));
            cached.add(
                    start(folder, List.of("sh", Broker.absolute("docker/start.sh"), app.toString()), round == ROUNDS));
        }
        rows.add(summary("java -jar", plain));
        rows.add(summary("with the cache", cached));
    }

    /** In the last round also waits, and looks at the memory. */
    private Started start(Path folder, List<String> command, boolean wait) {
        long start = System.nanoTime();
        Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));
        try (Broker broker = Broker.launch(folder, environment, command)) {
            double seconds = (System.nanoTime() - start) / 1e9;
            if (wait) {
                Server.pause(IDLE);
            }
            return new Started(seconds, wait ? Kernel.memory(broker.process()) : 0);
        }
    }

    /** The first of each makes the store's file and fills the disk's cache; it does not count. */
    private static Row summary(String name, List<Started> all) {
        double[] seconds =
                all.stream().skip(1).mapToDouble(Started::seconds).sorted().toArray();
        return new Row(
                name,
                seconds[seconds.length / 2],
                seconds[0],
                seconds[seconds.length - 1],
                all.getLast().memory());
    }

    private record Started(double seconds, double memory) {}

    /** Seconds to readiness, the median and the span; MiB when idle. */
    record Row(String name, double median, double least, double most, double idleMemory) {}
}
