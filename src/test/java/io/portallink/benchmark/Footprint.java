package io.portallink.benchmark;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a broker holds at rest; memory in MiB.
 *
 * @param heap in use after a full collection
 * @param resident the process's memory
 * @param direct buffers outside the heap
 * @param threads of the system
 * @param virtual threads that have not ended
 * @param files open, sockets included
 * @param pooled connections to the store
 * @param busy those of them that someone holds or waits for
 */
record Footprint(
        double heap, double resident, double direct, long threads, long virtual, long files, long pooled, long busy) {

    private static final double MIB = 1024 * 1024;

    static Footprint of(Broker broker, Path folder) {
        ProcessHandle process = broker.process();
        return new Footprint(
                Broker.heapAfterCollection(process),
                Kernel.memory(process),
                broker.metric("jvm_buffer_memory_used_bytes{id=\"direct\"") / MIB,
                Kernel.threads(process),
                virtualThreads(process, folder.resolve("threads.txt")),
                Kernel.openFiles(process),
                (long) broker.metric("hikaricp_connections{"),
                (long) (broker.metric("hikaricp_connections_active{")
                        + broker.metric("hikaricp_connections_pending{")));
    }

    private static long virtualThreads(ProcessHandle process, Path dump) {
        Command.run(
                Duration.ofSeconds(30),
                Command.ofJdk("jcmd"),
                Long.toString(process.pid()),
                "Thread.dump_to_file",
                "-overwrite",
                dump.toString());
        return Kernel.lines(dump)
                .filter(line -> line.matches("#\\d+ \".*\" virtual.*"))
                .count();
    }
}
