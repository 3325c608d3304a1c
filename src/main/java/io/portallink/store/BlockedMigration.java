package io.portallink.store;

import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Something held a table all the time that a migration needs; nothing was changed. */
final class BlockedMigration extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BlockedMigration(FlywayException cause) {
        super(
                "a migration of the store found a table locked at every attempt; end the long transaction or the backup that"
                        + " holds it, then start the broker again",
                cause);
    }

    /** One line in place of a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<BlockedMigration> {

        @Override
        protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BlockedMigration cause) {
            return new FailureAnalysis(cause.getMessage(), null, cause);
        }
    }
}
