package io.portallink.merchant;

import io.portallink.testkit.BrokerTest;

@BrokerTest
class AccountRaceOnH2Test extends AccountRace {}
