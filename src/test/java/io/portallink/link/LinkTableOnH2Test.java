package io.portallink.link;

import io.portallink.testkit.Stores;

class LinkTableOnH2Test extends LinkTableContract {

    LinkTableOnH2Test() {
        super(Stores.h2());
    }
}
