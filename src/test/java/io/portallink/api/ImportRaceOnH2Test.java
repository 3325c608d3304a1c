package io.portallink.api;

import io.portallink.testkit.BrokerTest;

@BrokerTest
class ImportRaceOnH2Test extends ImportRace {}
