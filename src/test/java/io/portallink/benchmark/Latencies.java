package io.portallink.benchmark;

import java.util.Arrays;

/**
 * What came of requests at a constant rate.
 *
 * @param micros of each answered request, from the moment it was due; sorted
 * @param errors requests without an answer, or with another status than expected
 * @param mostInFlight at one moment
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Latencies(long[] micros, long errors, int mostInFlight) {

    Latencies {
        micros = micros.clone();
        Arrays.sort(micros);
    }

    double millis(double percentile) {
        if (micros.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percentile / 100 * micros.length);
        return micros[Math.max(0, rank - 1)] / 1000.0;
    }

    int answered() {
        return micros.length;
    }
}
