package io.portallink.crypto;

import io.portallink.portal.InvalidConfiguration;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the store knows of the server's keys: which ones its rows still need, and which was the last to be moved to the front of a
 * replica's list. Start-up ends here when {@code portal.keys} lacks one in use.
 */
public final class KeysInUse implements InitializingBean {

    private static final String NOTE = """
            INSERT INTO server_key (id, first_in_front)
            SELECT CAST(:id AS varchar(8)), CAST(:now AS timestamp(6) with time zone)
             WHERE NOT EXISTS (SELECT 1 FROM server_key WHERE id = :id)""";

    private static final String NEWEST = """
            SELECT id FROM server_key ORDER BY first_in_front DESC, id DESC LIMIT 1""";

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
            jdbc.sql(NOTE)
                    .param("id", keys.currentId())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException ignored) {
            // another replica that starts now noted it
        }
    }

    /**
     * The key under which everything is to be in the end: the one that came to the front last. A replica whose list has not been
     * changed yet goes on writing under the key before, and does not undo what the others re-encrypted.
     */
    Optional<String> newest() {
        return jdbc.sql(NEWEST).query(String.class).optional();
    }
}
