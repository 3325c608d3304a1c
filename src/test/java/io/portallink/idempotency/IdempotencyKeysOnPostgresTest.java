package io.portallink.idempotency;

import io.portallink.testkit.Stores;

class IdempotencyKeysOnPostgresTest extends IdempotencyKeysContract {

    IdempotencyKeysOnPostgresTest() {
        super(Stores.postgres());
    }
}
