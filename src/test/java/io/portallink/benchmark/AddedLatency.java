package io.portallink.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What each adds to a platform that takes 150 ms, at 200 requests a second that come however long the answers take. */
final class AddedLatency {

    static final double PER_SECOND = 200;
    static final Duration PLATFORM_TIME = Duration.ofMillis(150);

    private static final Duration SETTLE = Duration.ofSeconds(3);

    private final Settings settings;
    private final Path app;
    private final Stub stub;
    private final List<Row> rows;

    AddedLatency(Settings settings, Path app, Stub stub, List<Row> rows) {
        this.settings = settings;
        this.app = app;
        this.stub = stub;
        this.rows = rows;
    }

    void run(Store.Postgres postgres) {
        platform(Speed.PLATFORM, stub.port());
        try (Server nginx = stub.nginx()) {
            platform(Speed.NGINX, nginx.port());
        }
        try (Server gateway = stub.gateway()) {
            platform(Speed.GATEWAY, gateway.port());
        }
        Path folder = settings.newFolder("latency");
        broker(folder, Store.embedded(folder));
        broker(settings.newFolder("latency"), postgres.store());
        stub.delay(Duration.ZERO);
    }

    private void platform(String name, int port) {
        stub.delay(Duration.ZERO);
        Wrk.platform()
                .run(port, Duration.ofSeconds(Math.max(1, settings.warmUp().toSeconds() / 3)));
        stub.delay(PLATFORM_TIME);
        OpenLoop.run(port, PER_SECOND, count(SETTLE), Links.CREATED, ignored -> Requests.platform());
        add(name, "", OpenLoop.run(port, PER_SECOND, count(), Links.CREATED, ignored -> Requests.platform()));
    }

    private void broker(Path folder, Store store) {
        stub.delay(Duration.ZERO);
        try (Broker broker = Broker.start(app, folder, stub, store)) {
            broker.importMerchants(0, Speed.MERCHANTS);
            Links.warmUp(broker, folder, Speed.MERCHANTS, settings.warmUp());
            stub.delay(PLATFORM_TIME);
            direct(broker, SETTLE);
            add(Speed.DIRECT, store.name(), direct(broker, settings.measure()));
            Links.Made settling = Links.create(broker, PER_SECOND, count(SETTLE), i -> i % Speed.MERCHANTS);
            Links.Made made = Links.create(broker, PER_SECOND, count(), i -> i % Speed.MERCHANTS);
            Links.open(broker, PER_SECOND, settling.tickets());
            add(Speed.CREATE, store.name(), made.latencies());
            add(Speed.OPEN, store.name(), Links.open(broker, PER_SECOND, made.tickets()));
        }
    }

    private static Latencies direct(Broker broker, Duration time) {
        return OpenLoop.run(
                broker.port(),
                PER_SECOND,
                count(time),
                Links.CREATED,
                i -> Requests.create("direct", i % Speed.MERCHANTS));
    }

    /** A creation in {@code launch} mode calls no platform, so all of its time is the broker's. */
    private void add(String name, String store, Latencies latencies) {
        Row platform = rows.isEmpty() || Speed.CREATE.equals(name) ? null : rows.getFirst();
        double p50 = latencies.millis(50);
        double p99 = latencies.millis(99);
        rows.add(new Row(
                name,
                store,
                p50,
                p99,
                platform == null ? (rows.isEmpty() ? 0 : p50) : p50 - platform.p50,
                platform == null ? (rows.isEmpty() ? 0 : p99) : p99 - platform.p99,
                latencies.answered(),
                latencies.errors()));
    }

    private int count() {
        return count(settings.measure());
    }

    private static int count(Duration time) {
        return (int) (PER_SECOND * time.toMillis() / 1000);
    }

    /**
     * Times in milliseconds.
     *
     * @param added50 over calling the platform directly, in the same run
     */
    record Row(
            String name,
            String store,
            double p50,
            double p99,
            double added50,
            double added99,
            long requests,
            long errors) {}
}
