package io.portallink.link;

class TimelineOnH2Test extends TimelineContract {

    TimelineOnH2Test() {
        super(LinkStore.onH2());
    }
}
