package io.portallink.crypto;

import io.portallink.portal.InvalidConfiguration;
import io.portallink.store.StoreTrouble;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the store knows of the server's keys: which ones its rows still need, and which was the last to be moved to the front of a
 * replica's list. Start-up ends here when {@code portal.keys} lacks one in use.
 */
public final class KeysInUse implements InitializingBean {

    /** A key that no replica has had in front for so long is in front nowhere: the rotation was taken back. */
    static final Duration GONE = Duration.ofMinutes(10);

    private static final String AGAIN = "UPDATE server_key SET last_in_front = :now WHERE id = :id";

    private static final String FIRST = """
            INSERT INTO server_key (id, first_in_front, last_in_front) VALUES (:id, :now, :now)""";

    private static final String NEWEST = """
            SELECT id FROM server_key WHERE last_in_front > :gone ORDER BY first_in_front DESC, id DESC LIMIT 1""";

    private final KeyRing keys;
    private final List<SealedTable<?>> tables;
    private final JdbcClient jdbc;
    private final Clock clock;

    KeysInUse(KeyRing keys, List<SealedTable<?>> tables, JdbcClient jdbc, Clock clock) {
        this.keys = keys;
        this.tables = List.copyOf(tables);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws InvalidConfiguration when rows need a key that is not configured */
    @Override
    public void afterPropertiesSet() {
        TreeSet<String> missing = new TreeSet<>();
        tables.forEach(table -> missing.addAll(table.keyIds()));
        missing.removeAll(keys.ids());
        if (!missing.isEmpty()) {
            throw new InvalidConfiguration(
                    "portal.keys",
                    "lacks a key that the store still needs (id " + String.join(", ", missing)
                            + "); put it back at the end of the list until portal_reencryption_pending is 0");
        }
        note();
    }

    private void note() {
        try {
            if (write(AGAIN) == 0) {
                write(FIRST);
            }
        } catch (DuplicateKeyException ignored) {
            // another replica that starts now noted it
        } catch (DataAccessException e) {
            if (!StoreTrouble.is(e)) {
                throw e;
            }
            // a store that can only be read is told of elsewhere, and keeps no replica from answering what it can
        }
    }

    private int write(String sql) {
        return jdbc.sql(sql)
                .param("id", keys.currentId())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * The key under which everything is to be in the end: of those in front of some replica's list, the one that came there last.
     * A replica whose list has not been changed yet goes on writing under the key before, and does not undo what the others
     * re-encrypted.
     */
    String newest() {
        note();
        return jdbc.sql(NEWEST)
                .param("gone", clock.instant().minus(GONE).atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional()
                .orElse(keys.currentId());
    }
}
