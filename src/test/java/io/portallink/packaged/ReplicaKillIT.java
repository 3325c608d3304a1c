package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers behind nginx, killed at random moments: only who waited for the killed process can notice. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ReplicaKillIT {

    // what one client can have under way at once: two launches
    private static final int UNDER_WAY = 2 * Cluster.CLIENTS;

    @Test
    void killWhenUnderLoadThenNoErrorBeyondItsOwnConnectionsAndNothingLostOrDoubled(@TempDir Path folder)
            throws Exception {
        kill(folder, 3);
    }

    @Test
    @Tag("long")
    void killWhenUnderLoadManyTimesThenNoErrorBeyondItsOwnConnectionsAndNothingLostOrDoubled(@TempDir Path folder)
            throws Exception {
        kill(folder, Integer.getInteger("kill.rounds", 50));
    }

    private static void kill(Path folder, int kills) throws Exception {
        long seed = Long.getLong("race.seed", System.nanoTime());
        System.out.println("Replicas killed: -Drace.seed=" + seed);
        Ledger ledger = new Ledger();
        try (Cluster cluster = new Cluster(folder)) {
            Mints.take(150); // a kill often hits a claim
            try (Load load = cluster.load(ledger);
                    Killer killer = new Killer(cluster.replicas(), seed)) {
                while (killer.kills() < kills) {
                    load.awaitAcknowledged(20);
                }
            }
            Audit audit = Audit.of(ledger, cluster.http());
            audit.report("Replicas killed, " + kills + " times", ledger);
            audit.assertKept();
            assertThat(audit.died() + ledger.troubles("")).isLessThanOrEqualTo(kills * UNDER_WAY);
            // nginx asks another replica, so there is hardly a 502; a key is in flight until its lease runs out
            assertThat(ledger.troubles("nginx 502") + ledger.troubles("broker 409 idempotency-in-flight"))
                    .as(ledger.troubles())
                    .isEqualTo(ledger.troubles(""));
        }
    }
}
