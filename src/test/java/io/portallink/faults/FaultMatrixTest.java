package io.portallink.faults;

/** The matrix, judged by what callers get and what is left behind; {@link FaultLatencyTest} judges how long it took. */
class FaultMatrixTest extends FaultMatrix {

    FaultMatrixTest() {
        super("fault-matrix");
    }

    @Override
    String introduction(int cells, int faults) {
        return cells + " cells of " + faults + " faults. Left behind are threads, permits, connections of the pool and"
                + " sockets that are still there when all is well again.";
    }
}
