package io.portallink.crypto;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table with sealed columns, each row of which names its key in {@code key_id}; that column has an index.
 *
 * @param <R> what must be read of a row to seal it anew
 */
public abstract class SealedTable<R> {

    private static final Logger log = LoggerFactory.getLogger(SealedTable.class);

    private final String name;
    private final JdbcClient jdbc;
    private final String some;
    private final Class<R> row;

    /**
     * @param some selects at most {@code :batch} rows of the key {@code :key}, in the order of the index: with another one, H2
     *     would read and sort all of the key's rows for each batch
     */
    protected SealedTable(String name, JdbcClient jdbc, String some, Class<R> row) {
        this.name = name;
        this.jdbc = jdbc;
        this.some = some;
        this.row = row;
    }

    final String name() {
        return name;
    }

    /** The ids of the keys that rows name; one step in the index for each, however many rows there are. */
    final Set<String> keyIds() {
        Set<String> ids = new LinkedHashSet<>();
        Optional<String> next = from("");
        while (next.isPresent()) {
            ids.add(next.get());
            // all are equally long, so this comes after it and before any other; "more than" would have H2 read all
            // equal ones
            next = from(next.get() + "0");
        }
        return ids;
    }

    private Optional<String> from(String least) {
        return jdbc.sql("SELECT key_id FROM " + name + " WHERE key_id >= :least ORDER BY key_id LIMIT 1")
                .param("least", least)
                .query(String.class)
                .optional();
    }

    /** The number of rows that name this key. */
    final long count(String keyId) {
        return jdbc.sql("SELECT count(*) FROM " + name + " WHERE key_id = :id")
                .param("id", keyId)
                .query(Long.class)
                .single();
    }

    /**
     * Seals rows of an old key anew, under the current one. Each row is its own conditional write, so that nothing waits for it
     * and a row that changes meanwhile keeps its change.
     *
     * @param skip so many rows were found not to open; what is skipped in their stead is left for the next run
     */
    final Batch reseal(String keyId, int batch, int skip) {
        List<Boolean> resealed = jdbc
                .sql(some + " OFFSET :skip")
                .param("key", keyId)
                .param("batch", batch)
                .param("skip", skip)
                .query(row)
                .list()
                .stream()
                .map(found -> isResealed(keyId, Objects.requireNonNull(found)))
                .toList();
        int done = Collections.frequency(resealed, true);
        return new Batch(done, resealed.size() - done);
    }

    /** One that does not open under its own key is left for a person to look at. */
    private boolean isResealed(String keyId, R found) {
        try {
            reseal(keyId, found);
            return true;
        } catch (IllegalStateException e) {
            log.atError()
                    .addKeyValue("event", "reencryption_failed")
                    .addKeyValue("table", name)
                    .log("a row of {} does not open: {}", name, e.getMessage());
            return false;
        }
    }

    /** Writes the row under the current key, provided that it is still as it was found. */
    protected abstract void reseal(String keyId, R found);

    /**
     * What became of a batch.
     *
     * @param done rows that were changed, here or elsewhere at the same time
     * @param damaged rows that do not open
     */
    record Batch(int done, int damaged) {

        boolean isEmpty() {
            return done + damaged == 0;
        }
    }
}
