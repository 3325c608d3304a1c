package io.portallink.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

/** A caller waits once for a store that fails, and not again for what it gives back. */
class AfterwardsTest {

    static Stream<RuntimeException> failuresOfTheStore() {
        return Stream.of(new QueryTimeoutException("silent"), new CannotCreateTransactionException("silent"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheStore")
    void giveBackWhenTheStoreFailedThenTriedBesideTheCaller(RuntimeException cause) throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch given = new CountDownLatch(1);

        Afterwards.giveBack(cause, () -> {
            await(answered, 2);
            given.countDown();
        });

        assertThat(given.getCount()).as("still held when the caller goes on").isOne();
        answered.countDown();
        assertThat(await(given, 30)).isTrue();
    }

    @Test
    void giveBackWhenItWasNotTheStoreThenDoneBeforeTheCallerGoesOn() {
        AtomicReference<Thread> by = new AtomicReference<>();

        Afterwards.giveBack(new IllegalStateException("a bug"), () -> by.set(Thread.currentThread()));

        assertThat(by).hasValue(Thread.currentThread());
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheStore")
    void giveBackWhenTheStoreFailsAtItThenTheCallerKeepsItsOwnFailure(RuntimeException failure) {
        assertThatCode(() -> Afterwards.giveBack(new IllegalStateException("a bug"), () -> {
                    throw failure;
                }))
                .doesNotThrowAnyException();
    }

    private static boolean await(CountDownLatch latch, int seconds) {
        try {
            return latch.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
