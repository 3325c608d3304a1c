package io.portallink.packaged;

import io.portallink.testkit.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A broker in a process of its own, on free ports of loopback; ended by its own handle. */
final class BrokerProcess implements AutoCloseable {

    private static final int START_SECONDS = 90;
    /** What is not measured is compiled once. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private final Process process;
    private final Path output;
    private final Ports ports;

    private BrokerProcess(Process process, Path output, Ports ports) {
        this.process = process;
        this.output = output;
        this.ports = ports;
    }

    /** Runs {@code java -jar} in the folder, with these arguments; ports are added to them. */
    static BrokerProcess jar(Path folder, String... arguments) {
        return start(folder, List.of(java(), QUICK_START, "-jar", jarFile().toString()), arguments);
    }

    static BrokerProcess start(Path folder, List<String> command, String... arguments) {
        return start(folder, Ports.free(), command, List.of(arguments));
    }

    static BrokerProcess start(Path folder, Ports ports, List<String> command, List<String> arguments) {
        List<String> line = new ArrayList<>(command);
        line.addAll(arguments);
        line.add("--server.port=" + ports.http());
        line.add("--management.server.port=" + ports.management());
        Path output = folder.resolve("output.log");
        try {
            Process process = new ProcessBuilder(line)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new BrokerProcess(process, output, ports);
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
        return new Http(ports.http());
    }

    Http management() {
        return new Http(ports.management());
    }

    int port() {
        return ports.http();
    }

    int managementPort() {
        return ports.management();
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
        return Ports.free().http();
    }
}
