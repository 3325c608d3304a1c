package io.portallink.store;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.NestedExceptionUtils;

/** What an operator can do about a store that refuses to work at start-up, by SQLSTATE: H2's own are its error codes. */
final class StoreRemedy {

    private static final String FILE = "the embedded store's file can't be opened for writing; give the user that the"
            + " broker runs as the right to write in the folder that spring.datasource.url names, ./data by default";

    private static final String REFUSED =
            "the database refuses spring.datasource.username or spring.datasource.password,"
                    + " or lets nobody in from this host (pg_hba.conf)";

    private static final String NO_TABLES =
            "the role of spring.datasource.username may not make or change tables there; make"
                    + " it the database's owner, or GRANT CREATE ON SCHEMA public TO it";

    private static final String DAMAGED =
            "the embedded store's file is damaged or of another version of H2; restore a backup,"
                    + " or move it away to begin anew";

    private static final Map<String, String> BY_STATE = Map.ofEntries(
            Map.entry(
                    "08001", "nothing answers at the host and port of spring.datasource.url; start the database there"),
            Map.entry(
                    "3D000",
                    "the database that spring.datasource.url names does not exist; create it, or correct the name"),
            Map.entry("28P01", REFUSED),
            Map.entry("28000", REFUSED),
            Map.entry("42501", NO_TABLES),
            Map.entry("3F000", NO_TABLES),
            Map.entry(
                    "25006",
                    "the database takes no writes: a standby, perhaps; name the primary in spring.datasource.url"),
            Map.entry(
                    "53300",
                    "the database has too many connections; raise its max_connections, or give each replica fewer"
                            + " (spring.datasource.hikari.maximum-pool-size)"),
            Map.entry("53100", "the database's disk is full"),
            Map.entry("57P03", "the database is starting or shutting down"),
            Map.entry(
                    "90020",
                    "another process has the embedded store's file open; one broker at a time can, so end the other"
                            + " or use PostgreSQL"),
            Map.entry("90028", FILE),
            Map.entry("90031", FILE),
            Map.entry("90062", FILE),
            Map.entry("90097", FILE),
            Map.entry("90030", DAMAGED),
            Map.entry("90048", DAMAGED));

    private StoreRemedy() {}

    static String of(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "none");
        if (NestedExceptionUtils.getMostSpecificCause(e) instanceof UnknownHostException) {
            return "the host of spring.datasource.url is not known here; correct its name, or the DNS";
        }
        if (state.equals("22023") && String.valueOf(e.getMessage()).contains("TimeZone")) {
            return "the database does not know this machine's time zone; set the environment variable TZ to one that it"
                    + " knows, such as UTC";
        }
        return BY_STATE.getOrDefault(
                state,
                state.startsWith("08")
                        ? "the connection to the database of spring.datasource.url breaks off"
                        : "the store fails with SQLSTATE " + state
                                + "; logging.level.io.portallink=debug shows what it says");
    }

    /** Whether it may pass by itself: the database is not up yet, is shutting down or starting, or is full of others. */
    static boolean passes(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        boolean unreachable = state.startsWith("08") && !state.equals("08004") && !state.equals("08P01");
        return unreachable || state.equals("53300") || state.startsWith("57P");
    }
}
