package io.portallink.benchmark;

import java.time.Duration;

/**
 * A row of the table: what a server did under full load. Times per request in microseconds of CPU, latencies in
 * milliseconds, memory in MiB.
 *
 * @param storeCpu of PostgreSQL's processes
 * @param loadCpu of wrk and the stub platform, which share the machine with what is measured
 * @param heap in use after a collection; 0 where there is none
 */
record Load(
        String name,
        String store,
        double perSecond,
        double p50,
        double p99,
        double cpu,
        double storeCpu,
        double loadCpu,
        double memory,
        double peakMemory,
        double heap,
        long requests,
        long errors) {

    static final String PAIR = "broker, launch: the pair";

    /** The same link created, then opened: one after the other on the same machine. */
    static Load pair(Load create, Load open) {
        return new Load(
                PAIR,
                create.store,
                1 / (1 / create.perSecond + 1 / open.perSecond),
                Double.NaN,
                Double.NaN,
                create.cpu + open.cpu,
                create.storeCpu + open.storeCpu,
                create.loadCpu + open.loadCpu,
                open.memory,
                open.peakMemory,
                open.heap,
                create.requests + open.requests,
                create.errors + open.errors);
    }

    static double perRequest(Duration cpu, long requests) {
        return cpu.toNanos() / 1000.0 / requests;
    }
}
