package io.portallink.link;

class BouncesOnPostgresTest extends BouncesContract {

    BouncesOnPostgresTest() {
        super(LinkStore.onPostgres());
    }
}
