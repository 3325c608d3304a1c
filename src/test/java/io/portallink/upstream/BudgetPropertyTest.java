package io.portallink.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.portallink.upstream.Budget.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Whatever arrives when: never more than the budget in a minute, and everybody gets in when told. */
class BudgetPropertyTest implements TimeMeter {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int ARRIVALS = 400;

    private final List<Long> passed = new ArrayList<>();
    private final Map<String, Long> dues = new HashMap<>();
    private long now;

    /** When the tap opens again. */
    private long openAt;

    /** @param pace the longest pause between two arrivals, in ms */
    @Property(tries = 400)
    void askWhenCallsArriveAnyhowThenTheBudgetHoldsInAnyMinuteAndEveryRetryAfterIsTrue(
            @ForAll @IntRange(min = 1, max = 8) int budget,
            @ForAll @IntRange(min = 1, max = 20_000) int pace,
            @ForAll @IntRange(min = 0, max = 29_000) int lateness,
            @ForAll long seed) {
        Random random = new Random(seed);
        passed.clear();
        openAt = 0;
        dues.clear();
        now = TimeUnit.DAYS.toNanos(20_000) + random.nextInt(100_000) * MILLI;
        Budget calls = new LocalBudget(budget, this);
        for (int i = 0; i < ARRIVALS; i++) {
            int pause = random.nextInt(random.nextInt(10) == 0 ? pace * 10 : pace);
            comeBack(calls, now + pause * MILLI, random.nextInt(lateness + 1) * MILLI);
            if (random.nextInt(50) == 0) {
                openAt = Math.max(openAt, now + random.nextInt(100_000) * MILLI);
            }
            arrive(calls, random.nextInt(4) == 0 ? null : "m_" + random.nextInt(budget));
        }
        assertNeverMoreThan(budget);
    }

    @Property(tries = 50)
    void askWhenQuietForAWindowThenTheWholeBudgetAtOnce(
            @ForAll @IntRange(min = 1, max = 50) int budget, @ForAll @IntRange(max = 200_000) int start) {
        now = TimeUnit.DAYS.toNanos(20_000) + start * MILLI;
        Budget calls = new LocalBudget(budget, this);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < budget; i++) {
                assertThat(calls.ask("key", "m_1", Duration.ZERO).passed()).isTrue();
            }
            assertThat(calls.ask("key", null, Duration.ZERO).passed()).isFalse();
            now += Windows.LENGTH.toNanos();
        }
    }

    private void arrive(Budget calls, @Nullable String merchant) {
        Duration closed = Duration.ofNanos(Math.max(0, openAt - now));
        Answer answer = calls.ask("key", merchant, closed);
        if (answer.passed()) {
            assertThat(closed).isZero();
            passed.add(now);
            dues.remove(String.valueOf(merchant));
        } else if (merchant != null) {
            assertThat(answer.retryAfter()).isPositive().isGreaterThanOrEqualTo(closed);
            dues.put(merchant, now + (answer.retryAfter().toNanos() + SECOND - 1) / SECOND * SECOND);
        }
    }

    /** Until then: everybody whose time has come, a little late, each at its own moment; it may meet a tap closed since. */
    private void comeBack(Budget calls, long end, long late) {
        Optional<Map.Entry<String, Long>> due = dues.entrySet().stream().min(Map.Entry.comparingByValue());
        while (due.isPresent() && due.get().getValue() + late <= end) {
            String merchant = due.get().getKey();
            now = Math.max(now, due.get().getValue() + late);
            arrive(calls, merchant);
            assertThat(dues.containsKey(merchant))
                    .as("%s at its time", merchant)
                    .isEqualTo(openAt > now);
            due = dues.entrySet().stream().min(Map.Entry.comparingByValue());
        }
        now = end;
    }

    private void assertNeverMoreThan(int budget) {
        for (int i = budget; i < passed.size(); i++) {
            assertThat(passed.get(i) - passed.get(i - budget))
                    .as("between a call and the %dth after it", budget)
                    .isGreaterThan(61 * SECOND);
        }
    }

    @Override
    public long currentTimeNanos() {
        return now;
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
