package io.portallink;

import io.portallink.testkit.BrokerTest;

@BrokerTest
class SecretsAtRestOnH2Test extends SecretsAtRest {}
