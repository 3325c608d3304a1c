package io.portallink.benchmark;

import io.portallink.testkit.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What all of it ran on, and when. Numbers of different machines can't be compared. */
record Machine(
        Instant at,
        int cores,
        String processor,
        long memoryGib,
        String kernel,
        String java,
        String nginx,
        String gateway,
        long openFiles) {

    static Machine here() {
        String nginx = Command.run(Duration.ofSeconds(10), Programs.find("nginx"), "-v");
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.MINUTES),
                Runtime.getRuntime().availableProcessors(),
                find("/proc/cpuinfo", "model name"),
                Math.round(Long.parseLong(find("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1024.0 / 1024),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                nginx.strip().replaceFirst("^nginx version: ", ""),
                pom("spring-cloud.version"),
                Kernel.openFilesLimit());
    }

    @Override
    public String toString() {
        return "%d cores (%s), %d GiB, %s; %s; %s; Spring Cloud %s"
                .formatted(cores, processor, memoryGib, kernel, java, nginx, gateway);
    }

    private static String find(String file, String name) {
        return Kernel.lines(Path.of(file))
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String pom(String property) {
        return Kernel.lines(Path.of("src/benchmark/gateway/pom.xml"))
                .filter(line -> line.contains("<" + property + ">"))
                .map(line -> line.replaceAll("<[^>]*>", "").strip())
                .findFirst()
                .orElseThrow();
    }
}
