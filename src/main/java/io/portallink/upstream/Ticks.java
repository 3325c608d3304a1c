package io.portallink.upstream;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** This process's own time: begins at what the clock says, and goes on evenly though the clock be set. */
final class Ticks implements TimeMeter {

    private final long offset;

    Ticks(Clock clock) {
        this.offset = TimeUnit.MILLISECONDS.toNanos(clock.millis()) - System.nanoTime();
    }

    @Override
    public long currentTimeNanos() {
        return System.nanoTime() + offset;
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
