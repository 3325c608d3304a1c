package io.portallink.merchant;

import io.portallink.testkit.Stores;

class AccountTableOnH2Test extends AccountTableContract {

    AccountTableOnH2Test() {
        super(Stores.h2());
    }
}
