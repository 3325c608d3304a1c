package io.portallink.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One bucket's turns as rows; whoever uses them holds the lock of the bucket's own row. */
record SharedTurns(JdbcClient jdbc, String key) implements Turns {

    private static final String ALL = "SELECT merchant, due_at FROM platform_turn WHERE budget_id = :id ORDER BY place";

    private static final String ADD =
            "INSERT INTO platform_turn (budget_id, merchant, due_at) VALUES (:id, :merchant, :due)";

    private static final String REMOVE = "DELETE FROM platform_turn WHERE budget_id = :id AND merchant = :merchant";

    @Override
    public List<Turn> all() {
        return jdbc.sql(ALL)
                .param("id", key)
                .query((row, ignored) -> new Turn(
                        row.getString("merchant"),
                        nanos(row.getObject("due_at", OffsetDateTime.class).toInstant())))
                .list();
    }

    @Override
    public void add(Turn turn) {
        jdbc.sql(ADD)
                .param("id", key)
                .param("merchant", turn.merchant())
                .param("due", Instant.EPOCH.plusNanos(turn.due()).atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public void remove(Turn turn) {
        jdbc.sql(REMOVE).param("id", key).param("merchant", turn.merchant()).update();
    }

    static long nanos(Instant instant) {
        return Duration.between(Instant.EPOCH, instant).toNanos();
    }
}
