package io.portallink.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreClockTest {

    // what the machine that runs the test may take from one line to the next
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final TestClock machine = new TestClock();
    private final StoreClock clock = new StoreClock(machine);

    @Test
    void instantWhenNeverComparedThenTheMachinesInMilliseconds() {
        machine.advance(Duration.ofNanos(123_456));

        assertThat(clock.instant()).isEqualTo(machine.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** The database's clock stood at its time somewhere between question and answer. */
    @ParameterizedTest
    @CsvSource({
        "400000, 40, 399960",
        "-400000, 40, -400000",
        "20, 40, 0",
        "0, 40, 0",
        "40, 40, 0",
        "41, 40, 1",
        "-1, 40, -1",
        "2500, 3000, 0"
    })
    void followWhenTheMachineIsAheadThenSoMuchIsCertain(long ahead, long roundTrip, long certain) {
        Duration offset = clock.follow(machine.instant().minusMillis(ahead), Duration.ofMillis(roundTrip));

        assertThat(offset).isEqualTo(Duration.ofMillis(certain));
    }

    @Test
    void instantWhenComparedThenTheDatabasesAndItGoesOnThoughTheMachinesStandsOrIsSet() {
        Instant database = machine.instant().plusSeconds(400);
        clock.follow(database, Duration.ofMillis(1));
        machine.advance(Duration.ofHours(-3));

        assertThat(clock.instant()).isBetween(database, database.plus(PAUSE));
        Instant first = clock.instant();
        while (!clock.instant().isAfter(first)) {
            Thread.onSpinWait();
        }
    }

    /** Else it would jump to and fro by what the network takes. */
    @Test
    void instantWhenComparedAgainWithinTheRoundTripThenDoesNotJump() {
        Instant database = machine.instant();
        clock.follow(database, Duration.ofMillis(1));
        clock.follow(database.minusSeconds(20), Duration.ofSeconds(60));

        assertThat(clock.instant()).isBetween(database, database.plus(PAUSE));
    }

    @Test
    void withZoneWhenAskedForThenTheSameTimeThere() {
        Clock there = clock.withZone(ZoneId.of("Europe/Berlin"));
        clock.follow(machine.instant().plusSeconds(400), Duration.ZERO);

        assertThat(there.instant()).isAfter(machine.instant().plusSeconds(399));
    }
}
