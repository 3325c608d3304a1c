package io.portallink.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.AtOnce;
import io.portallink.upstream.Budget.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A budget of so many calls a minute, over all replicas, fair between merchants; a subclass names where it is kept. */
abstract class BudgetContract {

    private static final int CALLS = 64;
    private static final int ROUNDS = 10;
    private static final Duration SECOND = Duration.ofSeconds(1);

    final GateReplicas replicas;
    private final AtomicInteger next = new AtomicInteger();

    BudgetContract(GateReplicas replicas) {
        this.replicas = replicas;
    }

    @Test
    void askWhenManyRaceThroughAllReplicasThenExactlyTheBudget() throws Exception {
        List<Budget> budgets = budgets(20);
        for (int round = 1; round <= ROUNDS; round++) {
            String key = "race-" + round; // the first calls of its life
            assertThat(race(budgets, key)).as("round %d", round).isEqualTo(20);
            replicas.advance(Windows.LENGTH.plus(Line.KEPT));
            assertThat(race(budgets, key)).as("again in round %d", round).isEqualTo(20);
        }
    }

    @Test
    void askWhenOneMerchantSpendsAllAtOnceThenAllPassAndTheNextIsToldWhen() {
        List<Budget> budgets = budgets(2);
        assertThat(ask(budgets, "m_1")).isEqualTo(new Answer(true, Duration.ZERO, 1));
        assertThat(ask(budgets, "m_1")).isEqualTo(new Answer(true, Duration.ZERO, 0));

        Answer refused = ask(budgets, "m_1");
        replicas.advance(Duration.ofSeconds(10));
        Answer early = ask(budgets, "m_1");

        assertThat(refused.passed()).isFalse();
        // the oldest window that has both began up to 2 s before them
        assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(62), Windows.LENGTH);
        assertThat(early).isEqualTo(new Answer(false, refused.retryAfter().minusSeconds(10), 0));
        replicas.advance(early.retryAfter());
        assertThat(ask(budgets, "m_1").passed()).isTrue();
    }

    @Test
    void askWhenOneHammersThenTheOthersGetInAtTheirTime() {
        List<Budget> budgets = budgets(6);
        for (int i = 0; i < 6; i++) {
            assertThat(ask(budgets, "m_hammer").passed()).isTrue();
        }
        Map<String, Duration> dues = new HashMap<>();
        Duration now = Duration.ZERO;
        for (int second = 0; second < 100; second++) {
            for (int i = 0; i < 10; i++) {
                ask(budgets, "m_hammer");
            }
            if (second % 3 == 0 && second < 15) { // one after the other
                Answer refused = ask(budgets, "m_" + second);
                assertThat(refused.passed()).isFalse();
                dues.put("m_" + second, now.plus(wholeSeconds(refused)));
            }
            for (String merchant : List.copyOf(dues.keySet())) {
                if (now.equals(dues.get(merchant))) {
                    assertThat(ask(budgets, merchant).passed())
                            .as("%s", merchant)
                            .isTrue();
                    dues.remove(merchant);
                }
            }
            replicas.advance(SECOND);
            now = now.plus(SECOND);
        }
        assertThat(dues).as("not back yet").isEmpty();
    }

    @Test
    void askWhenLateThenTheTurnIsKeptForHalfAMinuteAndNoLonger() {
        List<Budget> budgets = budgets(1);
        ask(budgets, "m_hammer");
        replicas.advance(ask(budgets, "m_late").retryAfter());
        replicas.advance(Line.KEPT.minusSeconds(1));

        assertThat(ask(budgets, "m_hammer").passed()).as("kept for another").isFalse();
        assertThat(ask(budgets, "m_late").passed()).isTrue();

        replicas.advance(ask(budgets, "m_late").retryAfter());
        replicas.advance(Line.KEPT);
        assertThat(ask(budgets, "m_hammer").passed()).as("lost").isTrue();
        assertThat(ask(budgets, "m_late").passed()).isFalse();
    }

    @Test
    void askWhenThereAreAsManyTurnsAsCallsThenTheNextIsToldWhenTurnsAreGivenAgain() {
        List<Budget> budgets = budgets(1);
        ask(budgets, "m_1");
        Answer turn = ask(budgets, "m_2");

        Answer none = ask(budgets, "m_3");

        assertThat(none).isEqualTo(new Answer(false, turn.retryAfter().plus(Line.KEPT), 0));
    }

    @Test
    void askWhenItIsASecondTryThenNeitherATurnNorAnothersToken() {
        List<Budget> budgets = budgets(1);
        assertThat(ask(budgets, null).passed()).isTrue();
        assertThat(ask(budgets, null).passed()).isFalse();
        Answer turn = ask(budgets, "m_1");
        replicas.advance(turn.retryAfter());

        assertThat(ask(budgets, null).passed()).isFalse();
        assertThat(ask(budgets, "m_1").passed()).isTrue();
    }

    @Test
    void askWhenAnotherCredentialIsSpentThenNotThisOne() {
        List<Budget> budgets = budgets(1);
        assertThat(ask(budgets, "m_1").passed()).isTrue();
        assertThat(ask(budgets, "m_1").passed()).isFalse();
        assertThat(budgets.getFirst().ask("another", "m_1", Duration.ZERO).passed())
                .isTrue();
    }

    private List<Budget> budgets(int perMinute) {
        return replicas.stores.stream().map(store -> store.budget(perMinute)).toList();
    }

    /** On one replica after the other. */
    private Answer ask(List<Budget> budgets, @Nullable String merchant) {
        return budgets.get(next.getAndIncrement() % budgets.size()).ask("key", merchant, Duration.ZERO);
    }

    private static long race(List<Budget> budgets, String key) throws Exception {
        AtomicInteger call = new AtomicInteger();
        List<Answer> answers = AtOnce.run(CALLS, () -> {
            int number = call.getAndIncrement();
            return budgets.get(number % budgets.size()).ask(key, "m_" + number % 8, Duration.ZERO);
        });
        return answers.stream().filter(Answer::passed).count();
    }

    private static Duration wholeSeconds(Answer refused) {
        return Duration.ofSeconds(
                refused.retryAfter().plusSeconds(1).minusNanos(1).toSeconds());
    }
}
