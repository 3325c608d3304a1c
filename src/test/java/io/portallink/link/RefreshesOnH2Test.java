package io.portallink.link;

class RefreshesOnH2Test extends RefreshesContract {

    RefreshesOnH2Test() {
        super(LinkStore.onH2());
    }
}
