package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers behind nginx, killed at random moments: only who waited for the killed process can notice. */
@Tag("full")
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
            List<Span> spans;
            try (Load load = cluster.load(ledger);
                    Killer killer = new Killer(cluster.replicas(), seed)) {
                spans = killer.spans();
                while (killer.kills() < kills) {
                    load.awaitAcknowledged(20);
                }
            }
            Audit audit = Audit.of(ledger, cluster.http());
            audit.report("Replicas killed, " + kills + " times", ledger);
            audit.assertKept();
            // nginx asks another replica, so there is hardly a 502; a key is in flight until its lease runs out
            assertThat(ledger.troubles("nginx 502") + ledger.troubles("broker 409 idempotency-in-flight"))
                    .as(ledger.troubles())
                    .isEqualTo(ledger.troubles(""));
            assertKillsExplain(spans, ledger, audit);
        }
    }

    /** Each call that had no success, and each redirect that reached nobody, was under way when a process was killed. */
    private static void assertKillsExplain(List<Span> kills, Ledger ledger, Audit audit) {
        assertThat(ledger.allTroubles()).allMatch(trouble -> kills.stream().anyMatch(trouble.span()::meets));
        assertThat(audit.dead())
                .allMatch(link -> link.launches().stream()
                        .anyMatch(launch -> kills.stream().anyMatch(launch::meets)));
        for (Span kill : kills) {
            long troubles = ledger.allTroubles().stream()
                    .filter(trouble -> trouble.span().meets(kill))
                    .count();
            long dead = audit.dead().stream()
                    .filter(link -> link.launches().stream().anyMatch(kill::meets))
                    .count();
            assertThat(troubles + dead).as("of one kill").isLessThanOrEqualTo(UNDER_WAY);
        }
    }
}
