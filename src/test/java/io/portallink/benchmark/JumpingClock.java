package io.portallink.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The system's time and what a file says to add to it: a duration such as {@code PT25H}. Ticks as the broker's own clock does. */
public final class JumpingClock extends Clock {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Clock system = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private final Path file;
    private volatile Duration ahead = Duration.ZERO;

    JumpingClock(Path file) {
        this.file = file;
    }

    /** Begins to look at the file now and then; for as long as the process lives. */
    JumpingClock watch() {
        Thread.ofPlatform().daemon().name("jumping-clock").start(() -> {
            while (true) {
                look();
                LockSupport.parkNanos(LOOK_NANOS);
            }
        });
        return this;
    }

    private void look() {
        try {
            String text = Files.exists(file) ? Files.readString(file).strip() : "";
            if (!text.isEmpty()) { // and not just being written
                ahead = Duration.parse(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Instant instant() {
        return system.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("nothing in the broker asks for a zone");
    }
}
