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

    private static final String DATE =
            "UPDATE platform_turn SET due_at = :due WHERE budget_id = :id AND merchant = :merchant";

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
        write(ADD, turn.merchant(), turn.due());
    }

    @Override
    public void date(Turn turn, long due) {
        write(DATE, turn.merchant(), due);
    }

    @Override
    public void remove(Turn turn) {
        jdbc.sql(REMOVE).param("id", key).param("merchant", turn.merchant()).update();
    }

    private void write(String sql, String merchant, long due) {
        jdbc.sql(sql)
                .param("id", key)
                .param("merchant", merchant)
                .param("due", Instant.EPOCH.plusNanos(due).atOffset(ZoneOffset.UTC))
                .update();
    }

    static long nanos(Instant instant) {
        return Duration.between(Instant.EPOCH, instant).toNanos();
    }
}
