package io.portallink.upstream;

class SharedGateOnPostgresTest extends GateContract {

    SharedGateOnPostgresTest() {
        super(GateReplicas.onPostgres());
    }
}
