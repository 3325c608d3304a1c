package io.portallink;

import java.util.UUID;

class KeyRotationOnH2Test extends KeyRotation {

    KeyRotationOnH2Test() {
        super("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }
}
