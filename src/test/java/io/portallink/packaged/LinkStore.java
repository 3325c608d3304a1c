package io.portallink.packaged;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The broker's store, reached behind its back, to bring about what takes long or happens rarely. */
final class LinkStore {

    private final String url;

    LinkStore(String url) {
        this.url = url;
    }

    /** Sets columns of one link. */
    void set(String id, String assignments) {
        run("UPDATE portal_link SET " + assignments + " WHERE id = '" + id + "'");
    }

    void delete(String id) {
        run("DELETE FROM portal_link WHERE id = '" + id + "'");
    }

    /** Does something while nobody else can read the links. */
    void whileLocked(Runnable action) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE portal_link IN ACCESS EXCLUSIVE MODE");
            action.run();
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            if (statement.executeUpdate(sql) != 1) {
                throw new IllegalStateException("no such link");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
