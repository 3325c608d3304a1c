package io.portallink.broker;

import io.portallink.store.StoreTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Gives back what a request that failed still holds. Where it was the store that failed, the caller has waited for it once and is
 * not made to wait again: the giving back is tried beside it, and a lease ends what even that can't.
 */
final class Afterwards {

    private static final Logger log = LoggerFactory.getLogger(Afterwards.class);

    private Afterwards() {}

    static void giveBack(RuntimeException cause, Runnable hold) {
        if (cause instanceof DataAccessException || cause instanceof TransactionException) {
            Thread.ofVirtual().name("give-back").start(() -> attempt(hold));
        } else {
            attempt(hold);
        }
    }

    private static void attempt(Runnable hold) {
        try {
            hold.run();
        } catch (DataAccessException | TransactionException e) {
            StoreTrouble.because(log.atWarn(), e)
                    .addKeyValue("event", "not_given_back")
                    .log("a hold was not given back; its lease ends it");
        }
    }
}
