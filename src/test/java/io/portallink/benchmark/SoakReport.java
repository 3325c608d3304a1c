package io.portallink.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.benchmark.SoakIT.Wave;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The waves of a soak as a table, and whether what came after the third stayed as it was by then. */
final class SoakReport {

    /** Tables with dead rows enough for autovacuum to come, with the thresholds that PostgreSQL has by default. */
    static final String TO_VACUUM = "SELECT count(*) FROM pg_stat_user_tables WHERE n_dead_tup > 50 + 0.2 * n_live_tup";

    private static final Path FILE = Path.of("target", "soak.md");
    private static final int SETTLED = 3;
    private static final double GROWTH = 1.25;
    private static final double NOISE_MIB = 0.25; // a small table is a few pages
    private static final double HEAP_NOISE_MIB = 4;
    private static final double RESIDENT_NOISE_MIB =
            32; // compiled code, and heap that the collector has not given back
    private static final int NOISE = 8; // threads and sockets that come and go
    private static final String LINK = "portal_link";
    private static final String EVENT = "portal_link_event";
    private static final String KEY = "idempotency_key";

    private final int links;
    private final List<Wave> waves = new ArrayList<>();

    SoakReport(int links) {
        this.links = links;
    }

    void add(Wave wave) {
        waves.add(wave);
        System.out.println(row(waves.size()));
    }

    void write() throws IOException {
        String text = "%d links in waves, on PostgreSQL; %s.\n\n".formatted(links, Machine.here())
                + "Sizes in MiB, of a table and its indexes: before the sweep; all together, after it.\n\n"
                + "| wave | links | redirected | expired | errors | requests/s | heap | RSS | direct | threads | virtual | files | pool | busy"
                + " | links, full | events, full | keys, full | store, full | store, swept |\n"
                + "|" + " ---: |".repeat(19) + "\n";
        StringBuilder table = new StringBuilder(text);
        for (int i = 1; i <= waves.size(); i++) {
            table.append(row(i)).append('\n');
        }
        System.out.println(table);
        Files.writeString(FILE, table);
    }

    private String row(int number) {
        Wave wave = waves.get(number - 1);
        Footprint broker = wave.broker();
        StoreSizes full = wave.full();
        return String.format(
                Locale.ROOT,
                "| %d | %d | %d | %d | %d | %.0f | %.1f | %.0f | %.2f | %d | %d | %d | %d | %d | %s | %s | %s | %.1f | %.1f |",
                number,
                wave.made().created(),
                wave.made().redirected(),
                wave.expired(),
                wave.made().errors().values().stream().mapToInt(count -> count).sum(),
                (wave.made().created() + wave.made().redirected()) / wave.made().seconds(),
                broker.heap(),
                broker.resident(),
                broker.direct(),
                broker.threads(),
                broker.virtual(),
                broker.files(),
                broker.pooled(),
                broker.busy(),
                sizes(full, LINK),
                sizes(full, EVENT),
                sizes(full, KEY),
                full.mib(),
                wave.swept().mib());
    }

    private static String sizes(StoreSizes sizes, String table) {
        return String.format(Locale.ROOT, "%.1f + %.1f", sizes.mib(table), sizes.mib(table + StoreSizes.INDEXES));
    }

    void assertFlat() {
        flat("heap", HEAP_NOISE_MIB, wave -> wave.broker().heap());
        flat("RSS", RESIDENT_NOISE_MIB, wave -> wave.broker().resident());
        flat("direct memory", NOISE_MIB, wave -> wave.broker().direct());
        flat("threads", NOISE, wave -> wave.broker().threads());
        flat("virtual threads", NOISE, wave -> wave.broker().virtual());
        flat("open files", NOISE, wave -> wave.broker().files());
        flat("pooled connections", 0, wave -> wave.broker().pooled());
        assertThat(waves)
                .allSatisfy(wave -> assertThat(wave.broker().busy())
                        .as("connections in use at rest")
                        .isZero());
        for (String relation : waves.getLast().full().relations().keySet()) {
            flat(relation, NOISE_MIB, wave -> wave.full().max(wave.swept()).mib(relation));
        }
    }

    /** Of the first three waves the largest counts: by then everything has been compiled, pooled and cached once. */
    private void flat(String what, double noise, ToDoubleFunction<Wave> size) {
        double settled = waves.stream().limit(SETTLED).mapToDouble(size).max().orElseThrow();
        double last = waves.stream().skip(SETTLED).mapToDouble(size).max().orElseThrow();
        assertThat(last)
                .as("%s, the largest after wave %d", what, SETTLED)
                .isLessThanOrEqualTo(settled * GROWTH + noise);
    }
}
