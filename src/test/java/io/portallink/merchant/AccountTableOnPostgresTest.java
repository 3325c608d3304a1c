package io.portallink.merchant;

import io.portallink.testkit.Stores;

class AccountTableOnPostgresTest extends AccountTableContract {

    AccountTableOnPostgresTest() {
        super(Stores.postgres());
    }
}
