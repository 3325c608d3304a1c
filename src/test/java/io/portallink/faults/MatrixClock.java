package io.portallink.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The clock of all brokers of the matrix: it runs, can be wrong, can be moved, and can be made to stand still. */
final class MatrixClock extends Clock {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private volatile @Nullable Instant stopped;

    void advance(Duration time) {
        ahead.updateAndGet(offset -> offset.plus(time));
    }

    void set(Duration time) {
        ahead.set(time);
    }

    /** Whatever happens in the machine takes no time then. */
    void stop() {
        stopped = Instant.now();
    }

    void run() {
        stopped = null;
    }

    @Override
    public Instant instant() {
        Instant now = stopped;
        return (now == null ? Instant.now() : now).plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
