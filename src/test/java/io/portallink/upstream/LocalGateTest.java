package io.portallink.upstream;

class LocalGateTest extends GateContract {

    LocalGateTest() {
        super(GateReplicas.local());
    }
}
