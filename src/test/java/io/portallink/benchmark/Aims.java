package io.portallink.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What was aimed at, and what came of it. */
final class Aims {

    private static final double ADDED_50 = 1;
    private static final double ADDED_99 = 5;
    private static final double HEAP = 512;
    private static final double MEMORY = 700;
    private static final double OVER_GATEWAY = 1.2;
    private static final double OVER_NGINX = 0.2;
    private static final double PAIR_OVER_DIRECT = 0.5;
    private static final double GROWTH = 1.3;
    private static final double START_UP = 0.4;

    private final Results results;
    private final List<Aim> aims = new ArrayList<>();

    private Aims(Results results) {
        this.results = results;
    }

    static List<Aim> of(Results results) {
        Aims aims = new Aims(results);
        aims.latency();
        aims.inFlight();
        Stream.of("embedded", "PostgreSQL").forEach(aims::speed);
        Stream.of("embedded", "PostgreSQL").forEach(aims::growth);
        aims.startUp();
        return aims.aims;
    }

    private void latency() {
        for (AddedLatency.Row row : results.latencies()) {
            if (Speed.DIRECT.equals(row.name()) || Speed.OPEN.equals(row.name())) {
                String what = row.name() + ", " + row.store() + ": added at 200 requests/s, ms";
                atMost(what + ", p50", row.added50(), ADDED_50);
                atMost(what + ", p99", row.added99(), ADDED_99);
            }
        }
    }

    private void inFlight() {
        for (InFlight.Row row : results.inFlight()) {
            String what = "%d opens in flight, %s: ".formatted(row.opens(), row.store());
            atLeast(what + "in flight at one moment", row.mostInFlight(), row.opens());
            atMost(what + "not redirected", (double) row.errors(), 0);
            atMost(what + "heap, MiB", row.survived() ? row.heap() : Double.NaN, HEAP);
            atMost(what + "RSS, MiB", row.survived() ? row.peakMemory() : Double.NaN, MEMORY);
        }
    }

    private void speed(String store) {
        Optional<Load> direct = results.load(Speed.DIRECT, store);
        Optional<Load> pair = results.load(Load.PAIR, store);
        Optional<Load> gateway = results.load(Speed.GATEWAY, "");
        Optional<Load> nginx = results.load(Speed.NGINX, "");
        if (direct.isPresent() && pair.isPresent() && gateway.isPresent() && nginx.isPresent()) {
            double one = direct.get().perSecond();
            String what = "direct, " + store + ", over ";
            atLeast(what + "the gateway's throughput", one / gateway.get().perSecond(), OVER_GATEWAY);
            atLeast(what + "nginx's throughput", one / nginx.get().perSecond(), OVER_NGINX);
            atLeast("launch pair, " + store + ", over direct", pair.get().perSecond() / one, PAIR_OVER_DIRECT);
        }
    }

    private void growth(String store) {
        List<Growth.Row> rows = results.growth().stream()
                .filter(row -> row.store().equals(store))
                .toList();
        if (!rows.isEmpty()) {
            rows.stream().skip(1).forEach(large -> growth(rows.getFirst(), large));
        }
    }

    private void growth(Growth.Row small, Growth.Row large) {
        String sizes = large.store() + ", p99 at " + number(large.merchants()) + " merchants and links over that at "
                + number(small.merchants()) + ": ";
        atMost(sizes + "create", large.create99() / small.create99(), GROWTH);
        atMost(sizes + "open", large.open99() / small.open99(), GROWTH);
    }

    private void startUp() {
        if (results.startUp().size() == 2) {
            double plain = results.startUp().getFirst().median();
            atMost(
                    "readiness with the cache over plain java -jar",
                    results.startUp().getLast().median() / plain,
                    START_UP);
        }
    }

    private void atMost(String what, double measured, double aim) {
        aims.add(new Aim(what, "≤ " + number(aim), measured, measured <= aim));
    }

    private void atLeast(String what, double measured, double aim) {
        aims.add(new Aim(what, "≥ " + number(aim), measured, measured >= aim));
    }

    /** A few digits that tell, whatever the size. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double size = Math.abs(value);
        String form = size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, form, value);
    }

    /** @param limit as text, with its direction */
    record Aim(String what, String limit, double measured, boolean met) {}
}
