package io.portallink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.sandbox.ExpiringStore.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpiringStoreTest {

    private final MutableClock clock = new MutableClock();
    private final ExpiringStore<String> store = new ExpiringStore<>(clock, Duration.ofSeconds(10), 3);

    @Test
    void useWhenFirstThenFreshAndNeverAgain() {
        issue("a");
        assertThat(state("a")).isEqualTo(State.FRESH);
        assertThat(state("a")).isEqualTo(State.USED);
    }

    @Test
    void useWhenLifeEndsThenExpiredFromThatVeryMoment() {
        issue("a");
        issue("b");
        clock.advance(Duration.ofMillis(9_999));
        assertThat(state("a")).isEqualTo(State.FRESH);
        clock.advance(Duration.ofMillis(1));
        assertThat(state("b")).isEqualTo(State.EXPIRED);
        assertThat(store.alive("b")).isEmpty();
    }

    @Test
    void useWhenManyAtOnceThenOneIsFresh() throws Exception {
        issue("a");
        List<Callable<State>> uses = IntStream.range(0, 200)
                .<Callable<State>>mapToObj(ignored -> () -> state("a"))
                .toList();
        int fresh = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<State> use : threads.invokeAll(uses)) {
                fresh += use.get() == State.FRESH ? 1 : 0;
            }
        }
        assertThat(fresh).isEqualTo(1);
    }

    @Test
    void issueWhenFullThenTheOldestIsForgotten() {
        for (String id : List.of("a", "b", "c", "d")) {
            issue(id);
        }
        assertThat(store.size()).isEqualTo(3);
        assertThat(store.use("a")).isEmpty();
        assertThat(state("d")).isEqualTo(State.FRESH);
    }

    @Test
    void issueWhenOldOnesEndedLongAgoThenTheyAreForgotten() {
        issue("a");
        clock.advance(Duration.ofMinutes(61));
        issue("b");
        assertThat(store.size()).isEqualTo(1);
        assertThat(store.use("a")).isEmpty();
    }

    private void issue(String id) {
        store.issue(id, "value", clock.instant());
    }

    private State state(String id) {
        return store.use(id).orElseThrow().state();
    }
}
