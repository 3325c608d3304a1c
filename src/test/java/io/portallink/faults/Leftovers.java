package io.portallink.faults;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What calls leave behind: threads, permits, connections of the pool, sockets of the machine. */
final class Leftovers {

    private static final String THREAD = "io.portallink.upstream.HttpTransport.exchange";

    /** SYN_SENT, ESTABLISHED, SYN_RECV, CLOSE_WAIT: what a process still holds. */
    private static final Set<String> HELD = Set.of("01", "02", "03", "08");

    private final Setting setting;
    private final Path directory;

    Leftovers(Setting setting, Path directory) {
        this.setting = setting;
        this.directory = directory;
    }

    /** What is still there after a while; nothing, as a rule at once. */
    List<String> after(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        List<String> left = now();
        while (!left.isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
            left = now();
        }
        return left;
    }

    private List<String> now() throws IOException {
        List<String> left = new ArrayList<>();
        long kept = 0;
        for (FaultBroker broker : setting.brokers()) {
            for (Bulkhead bulkhead : broker.bean(BulkheadRegistry.class).getAllBulkheads()) {
                Bulkhead.Metrics permits = bulkhead.getMetrics();
                if (permits.getAvailableConcurrentCalls() < permits.getMaxAllowedConcurrentCalls()) {
                    left.add("permit of " + bulkhead.getName());
                }
            }
            long leased = connections(broker, "leased");
            if (leased > 0) {
                left.add(leased + " connection(s) of the pool");
            }
            kept += connections(broker, "available");
        }
        long sockets = sockets();
        if (sockets > kept) {
            left.add((sockets - kept) + " socket(s)");
        }
        if (left.isEmpty()) {
            addThreads(left);
        }
        return left;
    }

    private static long connections(FaultBroker broker, String state) {
        double sum = 0;
        for (Gauge gauge : broker.bean(MeterRegistry.class)
                .get("portal.platform.connections")
                .tag("state", state)
                .gauges()) {
            sum += gauge.value();
        }
        return Math.round(sum);
    }

    /** Of our side, to where the platforms are; Linux tells. */
    private long sockets() throws IOException {
        List<String> ports = setting.ports().stream()
                .map(port -> String.format(":%04X", port))
                .toList();
        long count = 0;
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try (Stream<String> lines = Files.lines(Path.of(table))) {
                count += lines.map(line -> line.strip().split("\\s+", 5))
                        .filter(columns -> ports.stream().anyMatch(columns[2]::endsWith) && HELD.contains(columns[3]))
                        .count();
            }
        }
        return count;
    }

    private void addThreads(List<String> left) throws IOException {
        Path dump = directory.resolve("threads.txt").toAbsolutePath();
        Files.deleteIfExists(dump);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
        long threads = Files.readString(dump)
                .lines()
                .filter(line -> line.contains(THREAD))
                .count();
        if (threads > 0) {
            left.add(threads + " thread(s)");
        }
    }
}
