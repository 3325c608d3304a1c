package io.portallink.broker;

import io.portallink.crypto.Reencryption;
import io.portallink.idempotency.IdempotencyKeys;
import io.portallink.link.LinkSweeper;
import io.portallink.store.ClockCheck;
import io.portallink.store.StoreTrouble;
import io.portallink.store.StoreWrites;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** What the broker does by itself, every half minute and on every replica: sweeps what is past its time, re-encrypts. */
public final class Housekeeping {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    private final LinkSweeper links;
    private final IdempotencyKeys keys;
    private final Reencryption reencryption;
    private final StoreWrites writes;
    private final ClockCheck clock;

    Housekeeping(
            LinkSweeper links, IdempotencyKeys keys, Reencryption reencryption, StoreWrites writes, ClockCheck clock) {
        this.links = links;
        this.keys = keys;
        this.reencryption = reencryption;
        this.writes = writes;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
    void run() {
        each("sweep_links", links::sweep);
        each("sweep_idempotency_keys", keys::sweep);
        each("reencrypt", reencryption::run);
    }

    /**
     * What fails is done next time, and keeps none of the others from being done. While the clocks disagree nothing is: by a
     * database's clock that is a month ahead all links would be past their retention.
     */
    private void each(String what, Runnable task) {
        if (!writes.isWritable() || !clock.isWithinBound()) { // which the log says already
            return;
        }
        try {
            task.run();
        } catch (RuntimeException e) {
            StoreTrouble.because(log.atWarn(), e)
                    .addKeyValue("event", "housekeeping_failed")
                    .addKeyValue("task", what)
                    .log("{} failed; it is tried again in half a minute", what);
        }
    }
}
