package io.portallink.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Which key is the one to re-encrypt under, while replicas have different lists. */
class KeysInUseTest {

    private final TestClock clock = new TestClock();
    private final DriverManagerDataSource store =
            new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");

    @BeforeEach
    void schema() {
        Flyway.configure().dataSource(store).load().migrate();
    }

    @Test
    void newestWhenOneReplicaLagsBehindThenTheKeyThatCameToTheFrontLast() {
        KeysInUse lagging = started("old", "new");
        clock.advance(Duration.ofDays(1));
        KeysInUse moved = started("new", "old");

        assertThat(moved.newest()).isEqualTo(id("new"));
        assertThat(lagging.newest()).isEqualTo(id("new"));
        clock.advance(Duration.ofHours(1)); // as long as both are there
        moved.newest();
        assertThat(lagging.newest()).isEqualTo(id("new"));
        assertThat(started("old", "new").newest())
                .as("restarted, still lagging")
                .isEqualTo(id("new"));
    }

    @Test
    void newestWhenARotationIsTakenBackEverywhereThenTheOldKeyAgainAfterAWhile() {
        started("old", "new");
        clock.advance(Duration.ofDays(1));
        started("new", "old");
        clock.advance(Duration.ofMinutes(1));
        KeysInUse back = started("old", "new");

        clock.advance(KeysInUse.GONE.minusMinutes(1).minusMillis(1));
        assertThat(back.newest()).isEqualTo(id("new"));
        clock.advance(Duration.ofMillis(1));
        assertThat(back.newest()).isEqualTo(id("old"));
        assertThat(started("new", "old").newest()).as("and forward once more").isEqualTo(id("new"));
    }

    private KeysInUse started(String... keys) {
        KeysInUse inUse = new KeysInUse(ring(keys), List.of(), JdbcClient.create(store), clock);
        inUse.afterPropertiesSet();
        return inUse;
    }

    private static String id(String key) {
        return ring(key).currentId();
    }

    private static KeyRing ring(String... keys) {
        return new KeyRing(Stream.of(keys)
                .map(key -> (key + " key of exactly thirty-two bytes").substring(0, 32))
                .map(key -> Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII)))
                .toList());
    }
}
