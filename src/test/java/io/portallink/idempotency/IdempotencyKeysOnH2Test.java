package io.portallink.idempotency;

import io.portallink.testkit.Stores;

class IdempotencyKeysOnH2Test extends IdempotencyKeysContract {

    IdempotencyKeysOnH2Test() {
        super(Stores.h2());
    }
}
