package io.portallink.upstream;

import io.github.bucket4j.TimeMeter;
import io.portallink.portal.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tap of one process. Credentials come from the configuration, so the map stays small. */
final class LocalTap implements Tap {

    private final TimeMeter time;
    private final Map<String, Long> closedUntil = new ConcurrentHashMap<>();

    LocalTap(TimeMeter time) {
        this.time = time;
    }

    @Override
    public Duration closedFor(String key) {
        Long until = closedUntil.get(key);
        return until == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, until - time.currentTimeNanos()));
    }

    @Override
    public void close(String key, Duration time, Deadline deadline) {
        close(key, time);
    }

    void close(String key, Duration time) {
        closedUntil.merge(key, this.time.currentTimeNanos() + time.toNanos(), Math::max);
    }

    @Override
    public boolean isAnyClosed() {
        long now = time.currentTimeNanos();
        return closedUntil.values().stream().anyMatch(until -> until > now);
    }
}
