package io.portallink;

import io.portallink.testkit.EmbeddedPostgresServer;

class KeyRotationOnPostgresTest extends KeyRotation {

    KeyRotationOnPostgresTest() {
        super(EmbeddedPostgresServer.freshDatabase());
    }
}
