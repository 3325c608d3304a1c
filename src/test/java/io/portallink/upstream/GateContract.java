package io.portallink.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.portal.Deadline;
import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.Secret;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A tap and a budget that hold calls back together, over all replicas; a subclass names where they are kept. */
abstract class GateContract {

    private static final Secret CREDENTIAL = new Secret("credential");
    private static final Duration SHORT = Duration.ofSeconds(3);

    final GateReplicas replicas;
    private final AtomicInteger next = new AtomicInteger();

    GateContract(GateReplicas replicas) {
        this.replicas = replicas;
    }

    @Test
    void passWhenTapIsClosedAndBudgetIsSpentThenTheLongerWaitIsToldAndTrue() {
        List<Gate> gates = gates(2);
        assertPasses(gates, "m_1");
        assertPasses(gates, "m_1");
        close(gates, SHORT);

        Duration first = told(gates, "m_1");
        Duration second = told(gates, "m_2");

        assertThat(first).isBetween(Duration.ofSeconds(62), Windows.LENGTH);
        assertThat(second).isEqualTo(first);
        replicas.advance(SHORT);
        assertThat(told(gates, "m_hammer"))
                .as("no turn is left")
                .isEqualTo(first.minus(SHORT).plus(Line.KEPT));
        replicas.advance(first.minus(SHORT));
        assertPasses(gates, "m_2");
        assertPasses(gates, "m_1");
    }

    @Test
    void passWhenMoreComeToAClosedTapThanTheBudgetHasThenEachIsToldItsOwnTime() {
        List<Gate> gates = gates(2);
        assertPasses(gates, "m_1");
        close(gates, SHORT);
        assertThat(told(gates, "m_1")).isEqualTo(SHORT);
        assertThat(told(gates, "m_1")).as("again").isEqualTo(SHORT);
        Duration second = told(gates, "m_2");
        assertThat(second).isGreaterThan(Duration.ofSeconds(60));

        replicas.advance(SHORT);

        assertThat(told(gates, "m_2")).isEqualTo(second.minus(SHORT));
        assertPasses(gates, "m_1");
        replicas.advance(second.minus(SHORT));
        assertPasses(gates, "m_2");
    }

    @Test
    void passWhenTapIsClosedAtATurnsTimeThenTheTurnIsKeptUntilItOpens() {
        List<Gate> gates = gates(1);
        assertPasses(gates, "m_hammer");
        Duration turn = told(gates, "m_late");
        Duration rest = Line.KEPT.multipliedBy(3);
        close(gates, turn.plus(rest));
        replicas.advance(turn);
        assertThat(told(gates, "m_late")).isEqualTo(rest);
        replicas.advance(rest.plus(Line.KEPT).minusSeconds(1));

        assertThat(told(gates, "m_hammer")).as("kept for another").isPositive();
        assertPasses(gates, "m_late");
    }

    @Test
    void passWhenTapIsClosedAndNoTurnIsLeftThenNotToldToComeBeforeItOpens() {
        List<Gate> gates = gates(1);
        assertPasses(gates, "m_1");
        Duration turn = told(gates, "m_1");
        close(gates, turn.multipliedBy(3));

        assertThat(told(gates, "m_2")).isEqualTo(turn.multipliedBy(3));
    }

    List<Gate> gates(int perMinute) {
        PlatformId platform = new PlatformId("p" + next.getAndIncrement());
        return replicas.stores.stream()
                .map(store -> new Gate(platform, perMinute, store))
                .toList();
    }

    private void close(List<Gate> gates, Duration time) {
        gates.getFirst().close("lane", CREDENTIAL, time, Deadline.in(Duration.ofSeconds(30)));
    }

    private void assertPasses(List<Gate> gates, String merchant) {
        assertThat(told(gates, merchant)).as("%s is told to wait", merchant).isZero();
    }

    /** On one replica after the other; zero: it got in. */
    private Duration told(List<Gate> gates, String merchant) {
        try {
            gates.get(next.getAndIncrement() % gates.size()).pass("lane", CREDENTIAL, new MerchantId(merchant));
            return Duration.ZERO;
        } catch (PortalFailure.RateLimited failure) {
            return failure.retryAfter().orElseThrow();
        }
    }
}
