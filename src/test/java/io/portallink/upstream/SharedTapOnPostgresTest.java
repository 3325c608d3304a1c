package io.portallink.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.portal.Deadline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SharedTapOnPostgresTest extends TapContract {

    SharedTapOnPostgresTest() {
        super(GateReplicas.onPostgres());
    }

    @Test
    void sweepWhenATapIsOpenAgainThenForgottenAndNotBefore() {
        replicas.stores.getFirst().tap().close("key", Duration.ofMinutes(2), Deadline.in(Duration.ofSeconds(30)));
        ((SharedGates) replicas.stores.getFirst()).sweep();
        assertThat(replicas.count("SELECT count(*) FROM platform_tap")).isOne();

        replicas.advance(Duration.ofMinutes(3));
        ((SharedGates) replicas.stores.getFirst()).sweep();
        assertThat(replicas.count("SELECT count(*) FROM platform_tap")).isZero();
    }
}
