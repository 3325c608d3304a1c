package io.portallink.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program run to its end. */
final class Command {

    private Command() {}

    /** A program of the JDK that the benchmark itself runs on. */
    static String ofJdk(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    static String run(Duration atMost, String... command) {
        return run(atMost, Path.of("").toAbsolutePath(), Map.of(), List.of(command));
    }

    /** Its output, errors included. */
    static String run(Duration atMost, Path folder, Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile("benchmark", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = await(process, atMost);
            String text = Files.readString(output);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(command + (ended ? " failed:\n" : " did not end:\n") + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean await(Process process, Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
