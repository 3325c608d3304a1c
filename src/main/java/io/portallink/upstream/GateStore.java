package io.portallink.upstream;

import io.github.bucket4j.TimeMeter;

/** Where taps and budgets are kept. */
interface GateStore {

    Tap tap();

    /** This process's own time. */
    TimeMeter time();

    /** @param perMinute 1 or more */
    Budget budget(int perMinute);
}
