package io.portallink.faults;

import static io.portallink.faults.PlatformWords.EASYPOST;
import static io.portallink.faults.PlatformWords.SHIPENGINE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The matrix once more, while opens go on at the other platform: every answer within the deadline, and the others unharmed. */
@Tag("full")
class FaultLatencyTest extends FaultMatrix {

    private static final int UNHARMED = 3; // times what it was while all was well, within these limits, in milliseconds
    private static final Limits P50 = new Limits(100, 500); // while eight programs share two cores it is 70
    private static final Limits P99 = new Limits(250, 1000); // it is 20 to 50; while eight programs share two cores 700
    // of a hundred opens it is the longest, which a machine that stands still for a second makes; the deadline is five
    private static final Limits P99_OF_ONE_FAULT = new Limits(2000, 2000);

    private final List<Long> others = new ArrayList<>();
    private final Set<FaultBroker> warm = new HashSet<>();
    private double healthyP50;
    private double healthyP99;

    FaultLatencyTest() {
        super("fault-latency");
    }

    @BeforeAll
    void measureHealth() throws Exception {
        for (String platform : List.of(EASYPOST, SHIPENGINE)) {
            prepare(home());
            List<Long> healthy = Bystanders.inHealth(home(), platform);
            healthyP50 = Math.max(healthyP50, Bystanders.p50(healthy));
            healthyP99 = Math.max(healthyP99, Bystanders.p99(healthy));
        }
    }

    /** What a broker does for the first time takes its time. */
    @Override
    void prepare(FaultBroker broker) throws Exception {
        if (warm.add(broker)) {
            for (String platform : List.of(EASYPOST, SHIPENGINE)) {
                try (Bystanders bystanders = Bystanders.start(broker, PlatformWords.other(platform))) {
                    bystanders.settle();
                }
            }
        }
    }

    @Override
    List<Seen> together(FaultBroker broker, String platform, List<Callable<Seen>> callers) throws Exception {
        try (Bystanders bystanders = Bystanders.start(broker, platform)) {
            List<Seen> seen = super.together(broker, platform, callers);
            List<Long> micros = bystanders.micros();
            others.addAll(micros);
            double p99 = Bystanders.p99(micros); // of a hundred, so nearly the longest
            assertThat(p99).as("the other platform's p99, ms").isLessThan(P99_OF_ONE_FAULT.of(healthyP99));
            long longest = micros.stream().mapToLong(Long::longValue).max().orElseThrow() / 1000;
            return seen.stream().map(one -> one.inTime(longest).beside(p99)).toList();
        }
    }

    @Override
    List<Seen> inTurn(List<Callable<Seen>> callers) throws Exception {
        return super.inTurn(callers).stream().map(one -> one.inTime(0)).toList();
    }

    /** None: {@link FaultMatrixTest} waits for the breakers' and cooldowns' ends. */
    @Override
    String another(Seen one) {
        return "";
    }

    @Override
    String introduction(int cells, int faults) {
        return String.format(
                Locale.ROOT,
                "%d cells of %d faults. While the faults lasted, the other platform's p50 and p99 over %d opens were %.0f and"
                        + " %.0f ms; they were %.0f and %.0f ms before, and might be %.0f and %.0f."
                        + " Deadline: 5 s, and as slack half a second, or what opens without a fault took at the other"
                        + " platform meanwhile, up to a second. Left behind are threads, permits, connections of the pool"
                        + " and sockets that are still there when all is well again.",
                cells,
                faults,
                others.size(),
                Bystanders.p50(others),
                Bystanders.p99(others),
                healthyP50,
                healthyP99,
                P50.of(healthyP50),
                P99.of(healthyP99));
    }

    @Order(3)
    @Test
    void otherPlatformWhenAllFaultsWereSeenThenWasUnharmed() {
        assertThat(Bystanders.p50(others)).as("its p50 over all, ms").isLessThan(P50.of(healthyP50));
        assertThat(Bystanders.p99(others)).as("its p99 over all, ms").isLessThan(P99.of(healthyP99));
    }

    /** Below the least nothing counts as harm, above the most everything does. */
    private record Limits(double least, double most) {

        double of(double healthy) {
            return Math.clamp(UNHARMED * healthy, least, most);
        }
    }
}
