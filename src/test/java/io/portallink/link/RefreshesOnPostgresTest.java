package io.portallink.link;

class RefreshesOnPostgresTest extends RefreshesContract {

    RefreshesOnPostgresTest() {
        super(LinkStore.onPostgres());
    }
}
