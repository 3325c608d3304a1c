package io.portallink.crypto;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The third step of a key's rotation: seals what lies under older keys anew, under the first. Any number of replicas may do so
 * at once. Its progress is the metric {@code portal_reencryption_pending}: rows that are not under the newest key.
 */
public final class Reencryption {

    private static final Logger log = LoggerFactory.getLogger(Reencryption.class);

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

    /** Sets the metric. */
    void count() {
        count(inUse.newest());
    }

    /** The rows left that are not under the newest key. */
    public long run() {
        String newest = inUse.newest();
        count(newest);
        if (newest.equals(keys.currentId())) {
            if (pending.get() > 0) {
                tables.forEach(this::reseal);
                count(newest);
            }
        } else if (!keys.ids().contains(newest)) {
            log.atWarn()
                    .addKeyValue("event", "key_unknown")
                    .log("another replica has a key in front that this one lacks (id {}); append it first", newest);
        }
        return pending.get();
    }

    private void reseal(SealedTable<?> table) {
        for (String id : others(table, keys.currentId())) {
            if (keys.ids().contains(id)) {
                reseal(table, id);
            }
        }
    }

    private void reseal(SealedTable<?> table, String id) {
        int done = 0;
        int damaged = 0;
        SealedTable.Batch batch = table.reseal(id, BATCH, damaged);
        while (!batch.isEmpty()) {
            done += batch.done();
            damaged += batch.damaged();
            pending.addAndGet(-batch.done());
            batch = table.reseal(id, BATCH, damaged);
        }
        log.atInfo()
                .addKeyValue("event", "reencrypted")
                .addKeyValue("table", table.name())
                .addKeyValue("count", done)
                .addKeyValue("damaged", damaged)
                .log("rows of key {} re-encrypted under key {}", id, keys.currentId());
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
