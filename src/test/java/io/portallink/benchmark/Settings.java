package io.portallink.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.FileSystemUtils;

/**
 * What can be set with {@code -Dbenchmark.…}.
 *
 * @param warmUp before each measurement under full load
 * @param measure of each measurement
 * @param only the parts to run; empty for all
 * @param merchants of the largest store
 * @param ramp seconds within which the openings in flight are sent
 * @param folder where the results are written, and in {@code work} what is needed on the way
 */
record Settings(Duration warmUp, Duration measure, Set<String> only, int merchants, double ramp, Path folder) {

    static Settings fromProperties() {
        String only = System.getProperty("benchmark.only", "");
        return new Settings(
                duration("benchmark.warm-up", "60s"),
                duration("benchmark.measure", "20s"),
                only.isBlank() ? Set.of() : Set.of(only.split(",", -1)),
                Integer.getInteger("benchmark.merchants", 1_000_000),
                Double.parseDouble(System.getProperty("benchmark.ramp", "1.9")),
                Path.of("target", "benchmark").toAbsolutePath());
    }

    boolean includes(String part) {
        return only.isEmpty() || only.contains(part);
    }

    /** Removes what an earlier run worked with: gigabytes, of the large stores. */
    void cleanUp() {
        try {
            FileSystemUtils.deleteRecursively(work());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new folder for a process, empty. */
    Path newFolder(String name) {
        try {
            Files.createDirectories(work());
            return Files.createTempDirectory(work(), name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path work() {
        return folder.resolve("work");
    }

    private static Duration duration(String name, String otherwise) {
        return DurationStyle.detectAndParse(System.getProperty(name, otherwise));
    }
}
