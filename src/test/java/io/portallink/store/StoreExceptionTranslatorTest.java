package io.portallink.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;

class StoreExceptionTranslatorTest {

    private final StoreExceptionTranslator translator = new StoreExceptionTranslator();

    @ParameterizedTest
    @CsvSource({
        "08006, connection_failure",
        "25006, read_only_sql_transaction",
        "25P03, idle_in_transaction_session_timeout",
        "25P04, transaction_timeout",
        "26000, invalid_sql_statement_name",
        "28P01, invalid_password",
        "3D000, invalid_catalog_name",
        "42501, insufficient_privilege",
        "53000, insufficient_resources",
        "53100, disk_full",
        "53200, out_of_memory",
        "53300, too_many_connections",
        "53400, configuration_limit_exceeded",
        "55000, object_not_in_prerequisite_state",
        "55006, object_in_use",
        "55P03, lock_not_available",
        "57P01, admin_shutdown",
        "57P02, crash_shutdown",
        "57P03, cannot_connect_now",
        "57P05, idle_session_timeout",
        "58030, io_error",
        "F0000, config_file_error",
        "XX000, internal_error",
        "XX001, data_corrupted",
        "90028, H2: error while reading or writing",
        "90097, H2: the database is read only",
        "90100, H2: no disk space"
    })
    void translateWhenTheStoreCannotNowThenResourceFailureAndTrouble(String state, String name) {
        DataAccessException translated = translate(new SQLException(name, state));

        assertThat(translated).isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(StoreTrouble.is(translated)).isTrue();
        assertThat(StoreTrouble.reason(translated)).isEqualTo(name + " (SQL state " + state + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "23502", "25P02", "42601", "42703", "42P01", "P0001", "90079", "HY000"})
    void translateWhenTheStatementIsWrongThenNoTrouble(String state) {
        assertThat(StoreTrouble.is(translate(new SQLException("wrong", state)))).isFalse();
    }

    static Stream<SQLException> failures() {
        return Stream.of(new SQLNonTransientConnectionException("closed", "90098"), new BrokenFile("broken", null));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void translateWhenTheEmbeddedStoreIsGoneThenResourceFailure(SQLException e) {
        assertThat(translate(e)).isInstanceOf(DataAccessResourceFailureException.class);
    }

    @Test
    void translateWhenSpringHasANameForItThenThatOne() {
        assertThat(translate(new SQLException("canceled", "57014"))).isInstanceOf(QueryTimeoutException.class);
        assertThat(translate(new SQLTimeoutException("late", "HYT00"))).isInstanceOf(QueryTimeoutException.class);
        assertThat(translate(new SQLException("serialization", "40001")))
                .isInstanceOf(CannotAcquireLockException.class);
        assertThat(translate(new SQLIntegrityConstraintViolationException("twice", "23505")))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void troubleWhenThereIsNoConnectionThenTheStoresAndAnythingElseIsOurs() {
        Throwable noConnection = new CannotCreateTransactionException("no connection");

        assertThat(StoreTrouble.is(noConnection)).isTrue();
        assertThat(StoreTrouble.reason(noConnection)).isEqualTo("no connection");
        assertThat(StoreTrouble.is(new IllegalStateException("a bug"))).isFalse();
    }

    private DataAccessException translate(SQLException e) {
        DataAccessException translated = translator.translate("test", "SELECT 1", e);
        return translated == null ? new UncategorizedSQLException("test", "SELECT 1", e) : translated;
    }
}
