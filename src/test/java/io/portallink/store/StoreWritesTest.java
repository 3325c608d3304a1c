package io.portallink.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;

/** What counts as a store that can be written, and when the pool's connections are replaced. */
class StoreWritesTest {

    private static final String READ_ONLY = "25006";

    private final AtomicLong nanoTime = new AtomicLong(-1); // which may be negative, too
    private final AtomicInteger evictions = new AtomicInteger();
    private final Store pooled = new Store();
    private final Store unpooled = new Store();
    private final StoreWrites writes = new StoreWrites(pooled, unpooled, evictions::incrementAndGet, nanoTime::get);

    /** The check's row fits where a new one does not. */
    @ParameterizedTest
    @ValueSource(strings = {"53100", "58030", "90100"})
    void isWritableWhenARequestMetAFullDiskThenNotBeforeHalfAMinuteHasPassed(String state) {
        writes.failed(refusal(state));
        advance(20);
        writes.failed(refusal(state));
        advance(29);
        writes.check();
        assertThat(writes.isWritable()).isFalse();

        advance(1);
        writes.check();
        assertThat(writes.isWritable()).isTrue();
    }

    @Test
    void isWritableWhenARequestMetAReadOnlyStoreThenTheCheckDecides() {
        writes.failed(refusal(READ_ONLY));
        assertThat(writes.isWritable()).isFalse();

        writes.check();
        assertThat(writes.isWritable()).isTrue();
    }

    @Test
    void isWritableWhenOnlyRequestsWriteThenItIs() {
        advance(20);
        assertThat(writes.isWritable()).isFalse();

        new WriteRetry(writes).run(() -> 1);
        assertThat(writes.isWritable()).isTrue();
    }

    /** Small ones may go well on a disk that is full. */
    @Test
    void isWritableWhenOneWriteWasRefusedAndAnotherIsMadeThenStillNot() {
        writes.failed(refusal("53100"));
        new WriteRetry(writes).run(() -> 1);

        assertThat(writes.isWritable()).isFalse();
    }

    @Test
    void connectionsWhenTheStoreStaysReadOnlyThenReplacedOnceAndOnceAfterwards() {
        pooled.failure = refusal(READ_ONLY);
        unpooled.failure = refusal(READ_ONLY);
        for (int i = 0; i < 5; i++) {
            advance(4);
            writes.check();
        }
        assertThat(writes.isWritable()).isFalse();
        assertThat(evictions).hasValue(1);

        unpooled.failure = null;
        writes.check();
        assertThat(writes.isWritable()).isTrue();
        assertThat(evictions).hasValue(2);
    }

    @Test
    void connectionsWhenTheirSessionsAloneAreReadOnlyThenReplaced() {
        pooled.failure = refusal(READ_ONLY);
        writes.check();

        assertThat(writes.isWritable()).isTrue();
        assertThat(evictions).hasValue(1);
    }

    /** A request would get none, either. */
    @Test
    void isWritableWhenThePoolHasNoConnectionThenAnotherOneIsNoProof() {
        pooled.failure = new CannotGetJdbcConnectionException("none");
        advance(20);
        writes.check();

        assertThat(writes.isWritable()).isFalse();
        assertThat(evictions).hasValue(0);
    }

    private void advance(int seconds) {
        nanoTime.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private static DataAccessException refusal(String state) {
        return Objects.requireNonNull(
                new StoreExceptionTranslator().translate("write", null, new SQLException("refused", state)));
    }

    private static final class Store extends JdbcTemplate {

        private @Nullable DataAccessException failure;

        @Override
        public int update(String sql) {
            if (failure != null) {
                throw failure;
            }
            return 1;
        }
    }
}
