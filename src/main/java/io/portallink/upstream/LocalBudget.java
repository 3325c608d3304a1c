package io.portallink.upstream;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The budget of one process. Credentials come from the configuration, so the map stays small. */
final class LocalBudget implements Budget {

    private final int budget;
    private final TimeMeter time;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    LocalBudget(int budget, TimeMeter time) {
        this.budget = budget;
        this.time = time;
    }

    @Override
    public Answer ask(String key, @Nullable String merchant, Duration closed) {
        Account account = accounts.computeIfAbsent(key, ignored -> new Account(bucket(), new Memory()));
        synchronized (account) {
            return new Line(account.bucket(), account.turns(), budget, time.currentTimeNanos(), closed).ask(merchant);
        }
    }

    private Bucket bucket() {
        LocalBucketBuilder bucket = Bucket.builder().withCustomTimePrecision(time);
        for (Bandwidth window : Windows.of(budget).getBandwidths()) {
            bucket.addLimit(window);
        }
        return bucket.build();
    }

    private record Account(Bucket bucket, Turns turns) {}

    private static final class Memory implements Turns {

        private final List<Turn> turns = new ArrayList<>();

        @Override
        public List<Turn> all() {
            return List.copyOf(turns);
        }

        @Override
        public void add(Turn turn) {
            turns.add(turn);
        }

        @Override
        public void date(Turn turn, long due) {
            turns.replaceAll(each -> each.equals(turn) ? new Turn(turn.merchant(), due) : each);
        }

        @Override
        public void remove(Turn turn) {
            turns.remove(turn);
        }
    }
}
