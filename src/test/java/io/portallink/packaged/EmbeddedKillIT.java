package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One broker on the embedded store, as it comes, killed at random moments under load: what it acknowledged is there. */
@Tag("full")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class EmbeddedKillIT {

    // so many between one audit and the next; a ticket lives for 10 minutes
    private static final int BATCH = 20;

    @Test
    void killWhenUnderLoadThenNothingAcknowledgedIsLostOrDoubled(@TempDir Path folder) throws Exception {
        kill(folder, 4);
    }

    @Test
    @Tag("long")
    void killWhenUnderLoadAHundredTimesThenNothingAcknowledgedIsLostOrDoubled(@TempDir Path folder) throws Exception {
        kill(folder, Integer.getInteger("kill.rounds", 100));
    }

    private static void kill(Path folder, int kills) throws Exception {
        long seed = Long.getLong("race.seed", System.nanoTime());
        System.out.println("Embedded store killed: -Drace.seed=" + seed);
        Mints.take(20);
        try (Replica broker = Replica.embedded(folder).awaitReady()) {
            for (int done = 0; done < kills; done += BATCH) {
                kill(broker, Math.min(BATCH, kills - done), seed + done);
            }
        }
    }

    private static void kill(Replica broker, int kills, long seed) throws Exception {
        Ledger ledger = new Ledger();
        try (Load load = new Load(broker::http, ledger, 8);
                Killer killer = new Killer(List.of(broker), seed)) {
            while (killer.kills() < kills) {
                load.awaitAcknowledged(20);
            }
        }
        Audit audit = Audit.of(ledger, broker.http());
        audit.report("Embedded store killed, " + kills + " times", ledger);
        audit.assertKept();
        // whoever asks while there is no process gets no answer; nobody gets a wrong one
        assertThat(ledger.troubles("no answer")).as(ledger.troubles()).isEqualTo(ledger.troubles(""));
    }
}
