package io.portallink.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The time of everything that is stored, or compared with what is: the machine's own, until it was compared with the
 * database's for the first time, and the database's from then on. In between it goes on evenly, though the machine's be set. So
 * what one replica stores means the same to all others. In milliseconds, so that a time reads the same from memory, from
 * either store and in JSON.
 */
final class StoreClock extends Clock {

    private final Clock machine;
    private final AtomicReference<@Nullable Reading> last;

    StoreClock(Clock machine) {
        this(machine, new AtomicReference<>());
    }

    private StoreClock(Clock machine, AtomicReference<@Nullable Reading> last) {
        this.machine = machine;
        this.last = last;
    }

    @Override
    public Instant instant() {
        return precise().truncatedTo(ChronoUnit.MILLIS);
    }

    private Instant precise() {
        Reading reading = last.get();
        return reading == null ? machine.instant() : reading.now();
    }

    /**
     * Follows the database's clock. It stood at that time at some moment of the round trip, so only what lies outside of that
     * is known to be wrong; the rest, which differs each time, is left alone.
     *
     * @param database what the database's clock said
     * @param roundTrip how long it took to ask, until just now
     * @return how far the machine's clock is ahead for certain, negative: behind
     */
    Duration follow(Instant database, Duration roundTrip) {
        Instant latest = database.plus(roundTrip);
        Instant ofMachine = machine.instant();
        last.set(new Reading(within(precise(), database, latest), System.nanoTime()));
        return Duration.between(within(ofMachine, database, latest), ofMachine);
    }

    private static Instant within(Instant time, Instant earliest, Instant latest) {
        if (time.isBefore(earliest)) {
            return earliest;
        }
        return time.isAfter(latest) ? latest : time;
    }

    @Override
    public ZoneId getZone() {
        return machine.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new StoreClock(machine.withZone(zone), last);
    }

    private record Reading(Instant time, long nanoTime) {

        Instant now() {
            return time.plusNanos(System.nanoTime() - nanoTime);
        }
    }
}
