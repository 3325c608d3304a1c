package io.portallink.merchant;

import java.util.UUID;

class MerchantRegistryOnH2Test extends MerchantRegistryContract {

    MerchantRegistryOnH2Test() {
        super("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa");
    }
}
