package io.portallink.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/** Compares this machine's clock with the database's, tells how far it is off, and has {@link StoreClock} follow. */
public final class ClockCheck {

    /** Beyond this the log says so; what NTP keeps is well below. */
    static final Duration NOTED = Duration.ofSeconds(2);

    /** A clock near {@link #NOTED} is not to be logged every few seconds. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(1);

    /** Beyond this the replica is not ready: TLS and the log of such a machine are wrong, too. */
    static final Duration MAX_OFFSET = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(ClockCheck.class);

    private static final String NOW = "SELECT clock_timestamp()";

    private final JdbcOperations jdbc;
    private final StoreClock clock;
    private volatile Duration offset = Duration.ZERO;
    private boolean noted;

    ClockCheck(JdbcOperations jdbc, StoreClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A database that does not answer leaves all as it was; others tell of that. */
    void check() {
        try {
            jdbc.execute(connection -> connection.prepareStatement(NOW), (PreparedStatement now) -> {
                compare(now);
                return null;
            });
        } catch (DataAccessException ignored) {
            return;
        }
        note();
    }

    private void compare(PreparedStatement now) throws SQLException {
        long asked = System.nanoTime();
        try (ResultSet row = now.executeQuery()) {
            row.next();
            OffsetDateTime database = row.getObject(1, OffsetDateTime.class);
            offset = clock.follow(database.toInstant(), Duration.ofNanos(System.nanoTime() - asked));
        }
    }

    private void note() {
        Duration off = offset.abs();
        if (!noted && off.compareTo(NOTED) > 0) {
            noted = true;
            log.atWarn()
                    .addKeyValue("event", "clock_off")
                    .log(
                            "this machine's clock is {} s {} the database's; set it by NTP, or the database's if all replicas say so",
                            String.format(Locale.ROOT, "%.1f", off.toMillis() / 1000.0),
                            offset.isNegative() ? "behind" : "ahead of");
        } else if (noted && off.compareTo(FORGOTTEN) < 0) {
            noted = false;
            log.atInfo()
                    .addKeyValue("event", "clock_agrees")
                    .log("this machine's clock agrees with the database's again");
        }
    }

    /** How far the machine's clock is ahead, in seconds; negative: behind. */
    double offsetSeconds() {
        return offset.toNanos() / 1e9;
    }

    /** Whether the two clocks agree well enough to go by; which of them is wrong is not known. */
    public boolean isWithinBound() {
        return offset.abs().compareTo(MAX_OFFSET) <= 0;
    }
}
