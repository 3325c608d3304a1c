package io.portallink.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * The same moderate load on stores of several sizes: merchants, all of them real, and as many links of the last month. What
 * counts is the median of three rounds, each in a process of its own. A round takes all sizes in turn, and the next begins
 * with another one, so that neither a slow minute of the machine nor one JVM's luck falls on one size alone. The rounds leave
 * their links in the store, some thousands each: as many at every size.
 */
final class Growth {

    static final int ROUNDS = 3;

    private static final double PER_SECOND = 200; // far from what the store can take: its queue is not its size
    private static final double COLD_PER_SECOND = PER_SECOND / 2;
    private static final List<Integer> SIZES = List.of(1_000, 100_000, 1_000_000);

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
        measure(Store::embedded);
        measure(ignored -> postgres.store());
    }

    private void measure(Function<Path, Store> store) {
        List<Filled> stores = SIZES.stream()
                .filter(size -> size <= settings.merchants())
                .map(size -> fill(size, store))
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            List<Filled> turns = new ArrayList<>(stores);
            Collections.rotate(turns, -round);
            turns.forEach(one -> one.rounds.add(measure(one)));
        }
        stores.forEach(one -> rows.add(new Row(one.store.name(), one.size, List.copyOf(one.rounds))));
    }

    private Filled fill(int size, Function<Path, Store> stores) {
        Path folder = settings.newFolder("growth");
        Store store = stores.apply(folder);
        try (Broker broker = Broker.start(app, folder, stub, store)) {
            broker.importMerchants(0, size);
            Links.open(broker, 1, Links.create(broker, 1, 1, i -> i).tickets());
        }
        new PastLinks(store).write(0, size, size);
        return new Filled(folder, store, size, new ArrayList<>());
    }

    private Round measure(Filled filled) {
        try (Broker broker = Broker.start(app, filled.folder, stub, filled.store)) {
            IntUnaryOperator anyMerchant = anyOf(filled.size);
            // until the compiler is through with both: it would take a core from one size, and not from another
            load(broker, COLD_PER_SECOND, settings.warmUp().dividedBy(4), anyMerchant);
            load(broker, PER_SECOND, settings.warmUp().dividedBy(4), anyMerchant);
            Load load = load(broker, PER_SECOND, settings.measure().dividedBy(ROUNDS), anyMerchant);
            return new Round(
                    load.created.millis(50),
                    load.created.millis(99),
                    load.opened.millis(50),
                    load.opened.millis(99),
                    load.created.errors() + load.opened.errors());
        }
    }

    /** Creates links for that time, then opens them. */
    private static Load load(Broker broker, double perSecond, Duration time, IntUnaryOperator merchant) {
        int count = (int) (perSecond * time.toMillis() / 1000);
        Links.Made made = Links.create(broker, perSecond, count, merchant);
        return new Load(made.latencies(), Links.open(broker, perSecond, made.tickets()));
    }

    private static IntUnaryOperator anyOf(int size) {
        Random random = new Random(size);
        return ignored -> random.nextInt(size);
    }

    /** A store with all that it is to hold, and what was measured on it so far. */
    private record Filled(Path folder, Store store, int size, List<Round> rounds) {}

    private record Load(Latencies created, Latencies opened) {}

    /** Times in milliseconds. */
    record Round(double create50, double create99, double open50, double open99, long errors) {}

    /** Times in milliseconds, each the median of the rounds. */
    record Row(String store, int merchants, List<Round> rounds) {

        double create50() {
            return median(Round::create50);
        }

        double create99() {
            return median(Round::create99);
        }

        double open50() {
            return median(Round::open50);
        }

        double open99() {
            return median(Round::open99);
        }

        long errors() {
            return rounds.stream().mapToLong(Round::errors).sum();
        }

        double median(ToDoubleFunction<Round> value) {
            return all(value)[rounds.size() / 2];
        }

        /** Of the rounds, from the least to the most. */
        double[] all(ToDoubleFunction<Round> value) {
            return rounds.stream().mapToDouble(value).sorted().toArray();
        }
    }
}
