package io.portallink.packaged;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL falls silent for ten seconds: every process of it is stopped, and its connections stay open. */
@Tag("full")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class PostgresPauseIT {

    private static final long PAUSE_MILLIS = 10_000;

    @Test
    void pauseWhenUnderLoadThenClearRefusalsAndRecoveryByItself(@TempDir Path folder) throws Exception {
        pause(folder, 1);
    }

    @Test
    @Tag("long")
    void pauseWhenUnderLoadAgainAndAgainThenClearRefusalsAndRecoveryByItself(@TempDir Path folder) throws Exception {
        pause(folder, Integer.getInteger("pause.rounds", 10));
    }

    private static void pause(Path folder, int rounds) throws Exception {
        try (PostgresFaults faults = new PostgresFaults(folder)) {
            faults.run(
                    "PostgreSQL paused for 10 s",
                    rounds,
                    faults.postgres::pause,
                    PAUSE_MILLIS,
                    faults.postgres::resume);
        }
    }
}
