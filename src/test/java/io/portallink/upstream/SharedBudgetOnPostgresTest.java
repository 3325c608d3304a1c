package io.portallink.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SharedBudgetOnPostgresTest extends BudgetContract {

    SharedBudgetOnPostgresTest() {
        super(GateReplicas.onPostgres());
    }

    @Test
    void askWhenReplicasHaveOldAndNewBudgetThenWhatIsSpentStaysSpent() {
        Budget large = replicas.stores.get(0).budget(6);
        Budget small = replicas.stores.get(1).budget(4);
        assertThat(large.ask("key", null, Duration.ZERO).left()).isEqualTo(5);
        assertThat(small.ask("key", null, Duration.ZERO).left()).isEqualTo(2);
        assertThat(large.ask("key", null, Duration.ZERO).left()).isEqualTo(3);
        assertThat(small.ask("key", null, Duration.ZERO).left()).isEqualTo(0);
        assertThat(small.ask("key", null, Duration.ZERO).passed()).isFalse();
        assertThat(large.ask("key", null, Duration.ZERO).left()).isEqualTo(1);
        assertThat(large.ask("key", null, Duration.ZERO).left()).isEqualTo(0);
        assertThat(large.ask("key", null, Duration.ZERO).passed())
                .as("the seventh")
                .isFalse();
        replicas.advance(Windows.LENGTH.multipliedBy(2));
        for (int i = 0; i < 4; i++) {
            assertThat(small.ask("key", null, Duration.ZERO).passed()).isTrue();
        }
        assertThat(small.ask("key", null, Duration.ZERO).passed()).isFalse();
    }

    @Test
    void sweepWhenNobodyAskedForAnHourThenForgottenAndNotBefore() {
        SharedGates store = (SharedGates) replicas.stores.getFirst();
        Budget budget = store.budget(1);
        budget.ask("key", "m_1", Duration.ZERO);
        budget.ask("key", "m_1", Duration.ZERO);
        replicas.advance(Duration.ofHours(1));
        store.sweep();
        assertThat(replicas.count("SELECT count(*) FROM platform_turn")).isOne();

        replicas.advance(Duration.ofMillis(1));
        store.sweep();

        assertThat(replicas.count("SELECT count(*) FROM platform_budget")).isZero();
        assertThat(replicas.count("SELECT count(*) FROM platform_turn")).isZero();
    }
}
