package io.portallink.link;

class TimelineOnPostgresTest extends TimelineContract {

    TimelineOnPostgresTest() {
        super(LinkStore.onPostgres());
    }
}
