package io.portallink.browser;

import io.portallink.testkit.BrokerTest;

@BrokerTest
class TicketRaceOnH2Test extends TicketRace {}
