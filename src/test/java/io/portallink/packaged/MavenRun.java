package io.portallink.packaged;

import io.portallink.testkit.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code ./mvnw spring-boot:run} as a document has it, on free ports; ended by its own handle, as by Ctrl-C. */
final class MavenRun implements AutoCloseable {

    private static final String ARGUMENTS = "-Dspring-boot.run.arguments=\"";
    private static final int START_SECONDS = 600;
    private static final int END_SECONDS = 60;

    private final Instant start = Instant.now();
    private final int port = BrokerProcess.freePort();
    private final String command;
    private final Path output;
    private final Process process;

    MavenRun(Checkout checkout, String command) throws IOException {
        this.command = command;
        this.output = Files.createTempFile(checkout.folder(), "run", ".log");
        this.process = new ProcessBuilder("bash", "-c", "exec " + Checkout.quietly(onFreePorts()))
                .directory(checkout.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    Http awaitFirstPage() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (new Http(port).get("/", Map.of()).statusCode() == 200) {
                    Checkout.note(command, start);
                    return new Http(port);
                }
            } catch (UncheckedIOException ignored) {
                // not listening yet
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        throw new AssertionError(command + " did not get ready:\n" + Files.readString(output));
    }

    /** Maven takes the application along when it ends. */
    @Override
    public void close() throws IOException {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(command + " did not end:\n" + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private String onFreePorts() {
        String ports = "--server.port=%d --management.server.port=%d".formatted(port, BrokerProcess.freePort());
        return command.contains(ARGUMENTS)
                ? command.replace(ARGUMENTS, ARGUMENTS + ports + " ")
                : command + " " + ARGUMENTS + ports + "\"";
    }
}
