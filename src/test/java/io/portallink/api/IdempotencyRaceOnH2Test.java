package io.portallink.api;

import io.portallink.testkit.BrokerTest;

@BrokerTest
class IdempotencyRaceOnH2Test extends IdempotencyRace {}
