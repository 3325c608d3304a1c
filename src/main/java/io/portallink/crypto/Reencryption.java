package io.portallink.crypto;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The third step of a key's rotation: seals what lies under older keys anew, under the first. Any number of replicas may do so
 * at once. Its progress is the metric {@code portal_reencryption_pending}: rows that are not under the newest key.
 */
public final class Reencryption {

    static final int BATCH = 200;

    private final KeyRing keys;
    private final KeysInUse inUse;
    private final List<SealedTable<?>> tables;
    private final AtomicLong pending = new AtomicLong();

    Reencryption(KeyRing keys, KeysInUse inUse, List<SealedTable<?>> tables, MeterRegistry meters) {
        this.keys = keys;
        this.inUse = inUse;
        this.tables = List.copyOf(tables);
        Gauge.builder("portal.reencryption.pending", pending, AtomicLong::doubleValue)
                .description("Rows that are not yet encrypted under the newest key")
                .register(meters);
    }

    /** The rows left that are not under the newest key. */
    public long run() {
        String newest = inUse.newest().orElse(keys.currentId());
        count(newest);
        if (newest.equals(keys.currentId())) {
            tables.forEach(this::reseal);
            count(newest);
        }
        return pending.get();
    }

    private void reseal(SealedTable<?> table) {
        for (String id : others(table, keys.currentId())) {
            if (keys.ids().contains(id)) {
                int done = table.reseal(id, BATCH);
                while (done > 0) {
                    pending.addAndGet(-done);
                    done = table.reseal(id, BATCH);
                }
            }
        }
    }

    private void count(String newest) {
        pending.set(tables.stream()
                .mapToLong(table ->
                        others(table, newest).stream().mapToLong(table::count).sum())
                .sum());
    }

    private static Set<String> others(SealedTable<?> table, String id) {
        Set<String> ids = table.keyIds();
        ids.remove(id);
        return ids;
    }
}
