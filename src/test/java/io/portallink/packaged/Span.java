package io.portallink.packaged;

import java.util.concurrent.TimeUnit;

/** From one moment to another, by {@link System#nanoTime}. */
record Span(long begin, long end) {

    /** Until now. */
    static Span since(long begin) {
        return new Span(begin, System.nanoTime());
    }

    boolean meets(Span other) {
        return begin - other.end <= 0 && other.begin - end <= 0;
    }

    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(end - begin);
    }
}
