package io.portallink.store;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks after the store every few seconds, and for the first time before anything else is stored. */
final class StoreCheck implements InitializingBean {

    private final List<Runnable> checks;
    private final ReentrantLock running = new ReentrantLock();

    StoreCheck(List<Runnable> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    public void afterPropertiesSet() {
        run();
    }

    /**
     * At a fixed rate: with a delay it would wait on one thread for all that is swept meanwhile. And at once: the
     * first check stood at the beginning of the start, which may take longer than a write counts.
     */
    @Scheduled(fixedRate = 4, timeUnit = TimeUnit.SECONDS)
    void run() {
        if (running.tryLock()) { // the one before may still wait for its answer
            try {
                checks.forEach(Runnable::run);
            } finally {
                running.unlock();
            }
        }
    }
}
