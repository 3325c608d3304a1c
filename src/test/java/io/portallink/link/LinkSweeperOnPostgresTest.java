package io.portallink.link;

import io.portallink.testkit.Stores;

class LinkSweeperOnPostgresTest extends LinkSweeperContract {

    LinkSweeperOnPostgresTest() {
        super(Stores.postgres());
    }
}
