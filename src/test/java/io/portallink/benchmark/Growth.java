package io.portallink.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** The same moderate load on a store that grows: merchants, all of them real, and as many links of the last month. */
final class Growth {

    private static final double PER_SECOND = 300;
    private static final int[] SIZES = {1_000, 100_000, 1_000_000};

    private final Settings settings;
    private final Path app;
    private final Stub stub;
    private final List<Row> rows;

    Growth(Settings settings, Path app, Stub stub, List<Row> rows) {
        this.settings = settings;
        this.app = app;
        this.stub = stub;
        this.rows = rows;
    }

    void run(Store.Postgres postgres) {
        stub.delay(Duration.ZERO);
        Path folder = settings.newFolder("growth");
        grow(folder, Store.embedded(folder));
        grow(settings.newFolder("growth"), postgres.store());
    }

    private void grow(Path folder, Store store) {
        int before = 0;
        for (int size :
                IntStream.of(SIZES).filter(one -> one <= settings.merchants()).toArray()) {
            fill(folder, store, before, size);
            rows.add(measure(folder, store, size));
            before = size;
        }
    }

    private void fill(Path folder, Store store, int from, int to) {
        try (Broker broker = Broker.start(app, folder, stub, store)) {
            broker.importMerchants(from, to);
            Links.open(broker, 1, Links.create(broker, 1, 1, i -> i).tickets());
        }
        new PastLinks(store).write(from, to, to);
    }

    private Row measure(Path folder, Store store, int size) {
        try (Broker broker = Broker.start(app, folder, stub, store)) {
            IntUnaryOperator anyMerchant = anyOf(size);
            Duration warmUp = settings.warmUp().dividedBy(2);
            Links.Made warm = Links.create(broker, PER_SECOND, count(warmUp), anyMerchant);
            Links.open(broker, PER_SECOND, warm.tickets());
            Links.Made made = Links.create(broker, PER_SECOND, count(settings.measure()), anyMerchant);
            Latencies opened = Links.open(broker, PER_SECOND, made.tickets());
            Latencies created = made.latencies();
            return new Row(
                    store.name(),
                    size,
                    created.millis(50),
                    created.millis(99),
                    opened.millis(50),
                    opened.millis(99),
                    created.errors() + opened.errors());
        }
    }

    private static IntUnaryOperator anyOf(int size) {
        Random random = new Random(size);
        return ignored -> random.nextInt(size);
    }

    private static int count(Duration time) {
        return (int) (PER_SECOND * time.toMillis() / 1000);
    }

    /** Times in milliseconds. */
    record Row(
            String store, int merchants, double create50, double create99, double open50, double open99, long errors) {}
}
