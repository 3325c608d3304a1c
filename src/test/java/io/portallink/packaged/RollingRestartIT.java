package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Brokers behind nginx, each ended in order and started again while clients go on: nobody notices. */
@Tag("full")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class RollingRestartIT {

    @Test
    void restartWhenEachBrokerInTurnThenNoServerErrorAndNothingLostOrDoubled(@TempDir Path folder) throws Exception {
        restart(folder, 3, 1);
    }

    @Test
    void restartWhenThereAreOnlyTwoThenNoServerErrorAndNothingLostOrDoubled(@TempDir Path folder) throws Exception {
        restart(folder, 2, 2);
    }

    @Test
    @Tag("long")
    void restartWhenEachBrokerManyTimesThenNoServerErrorAndNothingLostOrDoubled(@TempDir Path folder) throws Exception {
        restart(folder, 3, Integer.getInteger("restart.rounds", 10));
    }

    /** As documented: each is ended as soon as the one before it is ready. */
    private static void restart(Path folder, int brokers, int rounds) throws Exception {
        Ledger ledger = new Ledger();
        try (Cluster cluster = new Cluster(folder, brokers)) {
            try (Load load = cluster.load(ledger)) {
                load.awaitAcknowledged(100);
                for (int round = 0; round < rounds; round++) {
                    for (Replica replica : cluster.replicas()) {
                        assertThat(replica.stop()).as("exit code of SIGTERM").isEqualTo(143);
                        replica.startAgainCold();
                    }
                }
                load.awaitAcknowledged(100);
            }
            Audit audit = Audit.of(ledger, cluster.http());
            audit.report("Rolling restart, " + brokers * rounds + " of " + brokers + " brokers", ledger);
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
