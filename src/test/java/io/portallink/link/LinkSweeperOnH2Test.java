package io.portallink.link;

import io.portallink.testkit.Stores;

class LinkSweeperOnH2Test extends LinkSweeperContract {

    LinkSweeperOnH2Test() {
        super(Stores.h2());
    }
}
