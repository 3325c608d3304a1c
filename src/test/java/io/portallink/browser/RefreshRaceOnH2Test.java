package io.portallink.browser;

import io.portallink.testkit.BrokerTest;

@BrokerTest
class RefreshRaceOnH2Test extends RefreshRace {}
