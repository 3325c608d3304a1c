package io.portallink.benchmark;

import java.util.Arrays;
import java.util.Map;

/**
 * What came of requests at a constant rate.
 *
 * @param micros of each answered request, from the moment it was due; sorted
 * @param failures how many had no answer, or another status than expected, by reason
 * @param mostInFlight at one moment
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Latencies(long[] micros, Map<String, Long> failures, int mostInFlight) {

    Latencies {
        micros = micros.clone();
        Arrays.sort(micros);
        failures = Map.copyOf(failures);
        if (!failures.isEmpty()) {
            System.err.println("failed: " + failures);
        }
    }

    double millis(double percentile) {
        if (micros.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percentile / 100 * micros.length);
        return micros[Math.max(0, rank - 1)] / 1000.0;
    }

    long errors() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    int answered() {
        return micros.length;
    }
}
