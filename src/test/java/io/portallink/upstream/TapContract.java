package io.portallink.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.portal.Deadline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a 429 closes, it closes for as long as it said, on every replica; a subclass names where that is kept. */
abstract class TapContract {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    final GateReplicas replicas;
    private final Tap first;
    private final Tap last;

    TapContract(GateReplicas replicas) {
        this.replicas = replicas;
        this.first = replicas.stores.getFirst().tap();
        this.last =
                replicas.stores.size() == 1 ? first : replicas.stores.getLast().tap();
    }

    @Test
    void closedForWhenClosedThenAtOnceEverywhereAndForAsLongAsItSaid() {
        close(first, MINUTE);

        assertThat(first.closedFor("key")).isEqualTo(MINUTE);
        assertThat(last.closedFor("key")).isEqualTo(MINUTE);
        assertThat(last.isAnyClosed()).isTrue();
        assertThat(last.closedFor("another")).isZero();
        replicas.advance(MINUTE.minusMillis(1));
        assertThat(last.closedFor("key")).isEqualTo(Duration.ofMillis(1));
        replicas.advance(Duration.ofMillis(1));
        assertThat(last.closedFor("key")).isZero();
        assertThat(first.closedFor("key")).isZero();
        assertThat(last.isAnyClosed()).isFalse();
    }

    @Test
    void closedForWhenClosedSeveralTimesThenTheLatestEndCounts() {
        close(first, MINUTE);
        close(last, Duration.ofSeconds(5));
        assertThat(last.closedFor("key")).isEqualTo(MINUTE);
        close(last, MINUTE.multipliedBy(2));
        assertThat(first.closedFor("key")).isEqualTo(MINUTE.multipliedBy(2));
    }

    private static void close(Tap tap, Duration time) {
        tap.close("key", time, Deadline.in(Duration.ofSeconds(30)));
    }
}
