package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL of its own that keeps what it committed, can be stopped and started again on the same files and port, and can
 * be made to fall silent: every process of it stops, while the system goes on accepting connections for it.
 */
final class DurablePostgres implements AutoCloseable {

    private final Path data;
    private final int port = Ports.lastingPort();
    private final List<String> paused = new ArrayList<>();
    private EmbeddedPostgres server;

    DurablePostgres(Path folder) throws IOException {
        this.data = folder.resolve("postgres");
        this.server = launch();
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** In order, with its connections cut, as at an update. */
    void stop() throws IOException {
        server.close();
    }

    void startAgain() throws IOException {
        server = launch();
    }

    /** SIGSTOP: first its head, so that no process is added, then all others. */
    void pause() throws IOException {
        String head =
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip();
        signal("-STOP", List.of(head));
        paused.add(head);
        List<String> others = ProcessHandle.of(Long.parseLong(head))
                .orElseThrow()
                .descendants()
                .map(process -> String.valueOf(process.pid()))
                .toList();
        signal("-STOP", others);
        paused.addAll(others);
    }

    void resume() throws IOException {
        signal("-CONT", paused);
        paused.clear();
    }

    @Override
    public void close() throws IOException {
        if (!paused.isEmpty()) {
            resume();
        }
        server.close();
    }

    /** With the durability that the library switches off. */
    private EmbeddedPostgres launch() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
    }

    private static void signal(String signal, List<String> processes) throws IOException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        command.addAll(processes);
        Process kill = new ProcessBuilder(command).inheritIO().start();
        assertThat(kill.onExit().orTimeout(10, TimeUnit.SECONDS).join().exitValue())
                .as("kill %s", signal)
                .isZero();
    }
}
