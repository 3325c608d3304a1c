package io.portallink.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as reached. */
class AimsTest {

    private static final int OPENS = 10_000;

    private final Results results = new Results(
            new Machine(Instant.EPOCH, 2, "processor", 8, "kernel", "java", "nginx", "gateway", 20_000),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());

    @Test
    void inFlightWhenAllAreSentBeforeTheFirstAnswerThenMet() {
        results.inFlight().add(inFlight(OPENS));

        assertThat(missed()).isEmpty();
    }

    @Test
    void inFlightWhenAnswersComeBeforeAllAreSentThenMissed() {
        results.inFlight().add(inFlight(OPENS - 1));

        assertThat(missed()).containsExactly("10000 opens in flight, embedded: in flight at one moment");
    }

    @Test
    void growthWhenOneRoundIsSlowThenMet() {
        results.growth().add(growth(1_000, 2, 2, 2));
        results.growth().add(growth(100_000, 2.5, 20, 2));
        results.growth().add(growth(1_000_000, 20, 2.5, 2.5));

        assertThat(missed()).isEmpty();
    }

    @Test
    void growthWhenOnlyTheMiddleSizeIsSlowThenMissed() {
        results.growth().add(growth(1_000, 2, 2, 2));
        results.growth().add(growth(100_000, 2.7, 2, 2.7));
        results.growth().add(growth(1_000_000, 2.5, 2.5, 2.5));

        String sizes = "embedded, p99 at 100,000 merchants and links over that at 1,000: ";
        assertThat(missed()).containsExactly(sizes + "create", sizes + "open");
    }

    private List<String> missed() {
        return Aims.of(results).stream()
                .filter(aim -> !aim.met())
                .map(Aims.Aim::what)
                .toList();
    }

    private static InFlight.Row inFlight(int most) {
        return new InFlight.Row(
                "embedded", OPENS, OPENS, 0, most, 2000, 2100, 2200, 600, 400, 100, 50, 100, 20_000, 100, true, true);
    }

    private static Growth.Row growth(int merchants, double... p99) {
        return new Growth.Row(
                "embedded",
                merchants,
                Arrays.stream(p99)
                        .mapToObj(one -> new Growth.Round(1, one, 1, one, 0))
                        .toList());
    }
}
