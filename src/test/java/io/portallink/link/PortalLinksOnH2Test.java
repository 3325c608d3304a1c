package io.portallink.link;

import java.util.UUID;

class PortalLinksOnH2Test extends PortalLinksContract {

    PortalLinksOnH2Test() {
        super("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa");
    }
}
