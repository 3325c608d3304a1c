package io.portallink.upstream;

import io.github.bucket4j.TimeMeter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What this process last saw of each credential's budget. After a window without a look it counts as whole again. */
final class BudgetLeft {

    private final int budget;
    private final TimeMeter time;
    private final Map<String, Seen> last = new ConcurrentHashMap<>();

    BudgetLeft(int budget, TimeMeter time) {
        this.budget = budget;
        this.time = time;
    }

    void saw(String key, long left) {
        last.put(key, new Seen(Math.max(0, left), time.currentTimeNanos()));
    }

    long scarcest() {
        long since = time.currentTimeNanos() - Windows.LENGTH.toNanos();
        return last.values().stream()
                .filter(seen -> seen.at() > since)
                .mapToLong(Seen::left)
                .min()
                .orElse(budget);
    }

    private record Seen(long left, long at) {}
}
