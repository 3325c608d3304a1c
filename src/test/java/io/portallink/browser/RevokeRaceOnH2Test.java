package io.portallink.browser;

import io.portallink.testkit.BrokerTest;

@BrokerTest
class RevokeRaceOnH2Test extends RevokeRace {}
