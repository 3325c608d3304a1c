package io.portallink.merchant;

import io.portallink.testkit.EmbeddedPostgresServer;

class MerchantRegistryOnPostgresTest extends MerchantRegistryContract {

    MerchantRegistryOnPostgresTest() {
        super(EmbeddedPostgresServer.freshDatabase(), null);
    }
}
