package io.portallink.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What the sandbox remembers by a secret id: each lives for the same time, and can be used once or looked at often. Ended
 * ones are kept for an hour, so that a late browser can be told why; beyond the capacity the oldest go first.
 */
final class ExpiringStore<T> {

    private static final Duration KEPT = Duration.ofHours(1);

    private final Map<String, Entry<T>> entries = new ConcurrentHashMap<>();
    private final Queue<Entry<T>> oldestFirst = new ConcurrentLinkedQueue<>();
    private final Clock clock;
    private final Duration life;
    private final int capacity;

    ExpiringStore(Clock clock, Duration life, int capacity) {
        this.clock = clock;
        this.life = life;
        this.capacity = capacity;
    }

    /** Remembers the value from {@code from} on; returns when it dies. */
    Instant issue(String id, T value, Instant from) {
        Entry<T> entry = new Entry<>(id, value, from.plus(life), new AtomicBoolean());
        entries.put(id, entry);
        oldestFirst.add(entry);
        forgetOld();
        return entry.expiresAt();
    }

    /** Of any number of concurrent uses exactly one finds it {@link State#FRESH}. Empty: never issued, or forgotten. */
    Optional<Use<T>> use(String id) {
        return Optional.ofNullable(entries.get(id))
                .map(entry -> new Use<>(use(entry), entry.value(), entry.expiresAt()));
    }

    /** Looks without using: the value while it lives, used or not. */
    Optional<T> alive(String id) {
        return Optional.ofNullable(entries.get(id))
                .filter(entry -> !expired(entry))
                .map(Entry::value);
    }

    int size() {
        return entries.size();
    }

    private State use(Entry<T> entry) {
        if (!entry.used().compareAndSet(false, true)) {
            return State.USED;
        }
        return expired(entry) ? State.EXPIRED : State.FRESH;
    }

    private boolean expired(Entry<T> entry) {
        return !clock.instant().isBefore(entry.expiresAt());
    }

    private void forgetOld() {
        Instant before = clock.instant().minus(KEPT);
        @Nullable Entry<T> oldest = oldestFirst.peek();
        while (oldest != null
                && (entries.size() > capacity || oldest.expiresAt().isBefore(before))) {
            if (oldestFirst.remove(oldest)) {
                entries.remove(oldest.id(), oldest);
            }
            oldest = oldestFirst.peek();
        }
    }

    enum State {
        FRESH,
        USED,
        EXPIRED
    }

    record Use<T>(State state, T value, Instant expiresAt) {}

    private record Entry<T>(String id, T value, Instant expiresAt, AtomicBoolean used) {}
}
