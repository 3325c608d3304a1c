package io.portallink.upstream;

class LocalTapTest extends TapContract {

    LocalTapTest() {
        super(GateReplicas.local());
    }
}
