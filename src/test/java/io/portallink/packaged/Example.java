package io.portallink.packaged;

import io.portallink.testkit.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One of the documents' dashboards, in a process of its own; ended by its own handle. */
final class Example implements AutoCloseable {

    private static final int START_SECONDS = 60;

    private final Process process;
    private final Path output;
    private final int port;

    /** @param command as it stands in the page; where its program is missing, this fails */
    Example(Path folder, String command, int port, Map<String, String> environment) {
        this.port = port;
        this.output = folder.resolve("example.log");
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(command.split(" ", -1)))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            builder.environment().put("PORT", String.valueOf(port));
            this.process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitListening();
    }

    Http http() {
        return Http.unchecked(port);
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitListening() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                http().get("/", Map.of());
                return;
            } catch (UncheckedIOException ignored) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
        close();
        throw new AssertionError("the example did not start:\n" + output());
    }
}
