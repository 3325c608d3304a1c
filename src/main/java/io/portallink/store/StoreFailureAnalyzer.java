package io.portallink.store;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in one line why the store can't be used. Neither the server's text nor Flyway's is repeated: they quote settings. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StoreFailureAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        return deepest(BlockedMigration.class, failure).isPresent()
                ? null
                : deepest(SQLException.class, failure)
                        .map(StoreRemedy::of)
                        .or(() -> deepest(FlywayException.class, failure).map(StoreFailureAnalyzer::migration))
                        .map(trouble -> new FailureAnalysis(trouble, null, failure))
                        .orElse(null);
    }

    private static <E extends Throwable> Optional<E> deepest(Class<E> type, Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((outer, inner) -> inner);
    }

    private static String migration(FlywayException e) {
        return e instanceof FlywayValidateException
                ? "the store's tables are not those that this program made: a migration that ran there differs from the"
                        + " program's, or is missing in it; start the version that made them, or name another database"
                : "the store's tables can't be made or brought up to date; logging.level.io.portallink=debug shows why";
    }
}
