package io.portallink.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What the kernel says about a process. */
final class Kernel {

    private static final double KIB_IN_MIB = 1024;

    private Kernel() {}

    /** User and system time of a process and its children, from {@code /proc/<pid>/stat}. */
    static Duration cpu(ProcessHandle process) {
        return family(process)
                .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** MiB that a process and its children hold in memory. */
    static double memory(ProcessHandle process) {
        return family(process).mapToLong(one -> status(one, "VmRSS")).sum() / KIB_IN_MIB;
    }

    /** The most MiB that it ever held. */
    static double peakMemory(ProcessHandle process) {
        return family(process).mapToLong(one -> status(one, "VmHWM")).sum() / KIB_IN_MIB;
    }

    static long threads(ProcessHandle process) {
        return status(process, "Threads");
    }

    static long openFiles(ProcessHandle process) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return files.count();
        } catch (NoSuchFileException ignored) { // it has ended
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many files a process may open here. */
    static long openFilesLimit() {
        return lines(Path.of("/proc/self/limits"))
                .filter(line -> line.startsWith("Max open files"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("^Max open files +\\d+ +(\\d+).*", "$1")))
                .findFirst()
                .orElseThrow();
    }

    static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<ProcessHandle> family(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants());
    }

    private static long status(ProcessHandle process, String name) {
        try {
            return statusOfLiving(process, name);
        } catch (UncheckedIOException ignored) { // it has ended
            return 0;
        }
    }

    private static long statusOfLiving(ProcessHandle process, String name) {
        return lines(Path.of("/proc", Long.toString(process.pid()), "status"))
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
