package io.portallink.link;

import io.portallink.testkit.Stores;

class LinkTableOnPostgresTest extends LinkTableContract {

    LinkTableOnPostgresTest() {
        super(Stores.postgres());
    }
}
