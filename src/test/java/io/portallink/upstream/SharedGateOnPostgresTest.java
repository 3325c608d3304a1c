package io.portallink.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

class SharedGateOnPostgresTest extends GateContract {

    /** Twice as many as the pool has connections. */
    private static final int CROWD = 40;

    private static final Secret SPENT = new Secret("spent");

    SharedGateOnPostgresTest() {
        super(GateReplicas.onPostgres());
    }

    @Test
    void passWhenACrowdWaitsForOneCredentialsRowThenTheOtherPlatformDoesNot() throws Exception {
        Gate crowded = gates(1).getFirst();
        Gate other = new Gate(new PlatformId("other"), 1000, replicas.stores.getFirst());
        assertThat(sent(crowded)).isTrue();
        List<Future<Boolean>> crowd = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            replicas.lockingBudgets(() -> {
                for (int i = 0; i < CROWD; i++) {
                    crowd.add(threads.submit(() -> sent(crowded)));
                }
                replicas.awaitLockWaiters(SharedBudget.AT_ONCE);
                for (int i = 0; i < 100; i++) {
                    other.pass("lane", new Secret("another"), new MerchantId("m_" + i));
                }
                assertThat(crowd).as("the row is locked still").noneMatch(Future::isDone);
            });
        }
        for (Future<Boolean> each : crowd) {
            assertThat(each.get()).isFalse();
        }
    }

    @Test
    void passWhenTheRowStaysLockedThenAllFailInTimeAndTheNextGetsIn() throws Exception {
        Gate crowded = gates(100).getFirst();
        assertThat(sent(crowded)).isTrue();
        List<Future<Boolean>> crowd = new ArrayList<>();
        replicas.lockingBudgets(() -> {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CROWD; i++) {
                    crowd.add(threads.submit(() -> sent(crowded)));
                }
            }
        });
        assertThat(crowd).allMatch(each -> each.state() == Future.State.FAILED);
        assertThat(crowd)
                .allMatch(each -> each.exceptionNow() instanceof DataAccessException
                        || each.exceptionNow() instanceof TransactionException);
        for (int i = 0; i < 2 * SharedBudget.AT_ONCE; i++) {
            assertThat(sent(crowded)).isTrue();
        }
    }

    @Test
    void passWhenInterruptedInTheCrowdThenFailsAtOnceAndStaysInterrupted() throws Exception {
        Gate crowded = gates(100).getFirst();
        assertThat(sent(crowded)).isTrue();
        List<Throwable> failures = new ArrayList<>();
        Thread interrupted = Thread.ofPlatform().unstarted(() -> {
            try {
                sent(crowded);
            } catch (DataAccessException e) {
                failures.add(e);
                if (Thread.currentThread().isInterrupted()) {
                    failures.add(new InterruptedException());
                }
            }
        });
        List<Future<Boolean>> crowd = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            replicas.lockingBudgets(() -> {
                for (int i = 0; i < SharedBudget.AT_ONCE; i++) {
                    crowd.add(threads.submit(() -> sent(crowded)));
                }
                replicas.awaitLockWaiters(SharedBudget.AT_ONCE);
                interrupted.start();
                while (interrupted.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
                interrupted.interrupt();
                interrupted.join();
                assertThat(crowd).as("the row is locked still").noneMatch(Future::isDone);
            });
        }
        assertThat(failures).hasSize(2);
        for (int i = 0; i < 2 * SharedBudget.AT_ONCE; i++) {
            assertThat(sent(crowded)).isTrue();
        }
    }

    private static boolean sent(Gate gate) {
        try {
            gate.pass("lane", SPENT, new MerchantId("m_1"));
            return true;
        } catch (PortalFailure.RateLimited ignored) {
            return false;
        }
    }
}
