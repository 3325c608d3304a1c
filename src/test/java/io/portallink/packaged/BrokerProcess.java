package io.portallink.packaged;

import io.portallink.testkit.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A broker in a process of its own, on free ports of loopback; ended by its own handle. */
final class BrokerProcess implements AutoCloseable {

    private static final int START_SECONDS = 90;

    private final Process process;
    private final Path output;
    private final int port;
    private final int managementPort;

    private BrokerProcess(Process process, Path output, int port, int managementPort) {
        this.process = process;
        this.output = output;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Runs {@code java -jar} in the folder, with these arguments; ports are added to them. */
    static BrokerProcess jar(Path folder, String... arguments) {
        return start(folder, List.of(java(), "-jar", jarFile().toString()), arguments);
    }

    static BrokerProcess start(Path folder, List<String> command, String... arguments) {
        int port = freePort();
        int managementPort = freePort();
        List<String> line = new ArrayList<>(command);
        line.addAll(Arrays.asList(arguments));
        line.add("--server.port=" + port);
        line.add("--management.server.port=" + managementPort);
        Path output = folder.resolve("output.log");
        try {
            Process process = new ProcessBuilder(line)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new BrokerProcess(process, output, port, managementPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path jarFile() {
        return Path.of(Objects.requireNonNull(System.getProperty("broker.jar"), "run by Maven's failsafe plugin"));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    BrokerProcess awaitReady() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            if (isReady()) {
                return this;
            }
            pause();
        }
        throw new AssertionError("the broker did not get ready:\n" + output());
    }

    /** Waits for a process that ends by itself; its exit code. */
    int awaitEnd() {
        try {
            if (process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new AssertionError("the broker did not end:\n" + output());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Http http() {
        return new Http(port);
    }

    Http management() {
        return new Http(managementPort);
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM, as an orchestrator would. */
    int stop() {
        process.destroy();
        return awaitEnd();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd();
    }

    private boolean isReady() {
        try {
            return management().get("/actuator/health/readiness", Map.of()).statusCode() == 200;
        } catch (UncheckedIOException ignored) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
