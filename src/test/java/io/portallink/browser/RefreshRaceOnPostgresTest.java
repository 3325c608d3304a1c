package io.portallink.browser;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.EmbeddedPostgresServer;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@BrokerTest
class RefreshRaceOnPostgresTest extends RefreshRace {

    private static final String URL = EmbeddedPostgresServer.freshDatabase();

    @DynamicPropertySource
    static void postgres(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> URL);
    }
}
