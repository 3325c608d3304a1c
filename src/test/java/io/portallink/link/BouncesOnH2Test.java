package io.portallink.link;

class BouncesOnH2Test extends BouncesContract {

    BouncesOnH2Test() {
        super(LinkStore.onH2());
    }
}
