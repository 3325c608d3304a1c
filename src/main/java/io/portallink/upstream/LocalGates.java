package io.portallink.upstream;

import io.github.bucket4j.TimeMeter;

/** In this process: right with the embedded store, which one process has for itself. */
final class LocalGates implements GateStore {

    private final TimeMeter time;

    LocalGates(TimeMeter time) {
        this.time = time;
    }

    @Override
    public Tap tap() {
        return new LocalTap(time);
    }

    @Override
    public TimeMeter time() {
        return time;
    }

    @Override
    public Budget budget(int perMinute) {
        return new LocalBudget(perMinute, time);
    }
}
