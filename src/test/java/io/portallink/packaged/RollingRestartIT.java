package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers behind nginx, each ended in order and started again while clients go on: nobody notices. */
@Tag("full")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class RollingRestartIT {

    @Test
    void restartWhenEachBrokerInTurnThenNoServerErrorAndNothingLostOrDoubled(@TempDir Path folder) throws Exception {
        restart(folder, 1);
    }

    @Test
    @Tag("long")
    void restartWhenEachBrokerManyTimesThenNoServerErrorAndNothingLostOrDoubled(@TempDir Path folder) throws Exception {
        restart(folder, Integer.getInteger("restart.rounds", 10));
    }

    private static void restart(Path folder, int rounds) throws Exception {
        Ledger ledger = new Ledger();
        try (Cluster cluster = new Cluster(folder)) {
            try (Load load = cluster.load(ledger)) {
                for (int round = 0; round < rounds; round++) {
                    for (Replica replica : cluster.replicas()) {
                        load.awaitAcknowledged(100);
                        assertThat(replica.stop()).as("exit code of SIGTERM").isEqualTo(143);
                        replica.startAgain();
                    }
                }
                load.awaitAcknowledged(100);
            }
            Audit audit = Audit.of(ledger, cluster.http());
            audit.report("Rolling restart, " + 3 * rounds + " brokers", ledger);
            assertThat(ledger.troubles()).isEqualTo("none");
            assertThat(audit.assertKept().died())
                    .as("redirects that nobody got")
                    .isZero();
            assertThat(cluster.log())
                    .as("nginx's log")
                    .contains(" /launch 302 ")
                    .doesNotContain("/launch/");
        }
    }
}
