package io.portallink.link;

import io.portallink.testkit.EmbeddedPostgresServer;

class PortalLinksOnPostgresTest extends PortalLinksContract {

    PortalLinksOnPostgresTest() {
        super(EmbeddedPostgresServer.freshDatabase(), null);
    }
}
