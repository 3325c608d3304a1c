package io.portallink.packaged;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Kills one replica after another at random moments, each only when the one before is back. */
final class Killer implements AutoCloseable {

    private static final int LONGEST_PEACE_MILLIS = 2000;

    private final List<Replica> replicas;
    private final Random random;
    private final List<Span> kills = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> work;
    private volatile boolean over;

    Killer(List<Replica> replicas, long seed) {
        this.replicas = replicas;
        this.random = new Random(seed);
        this.work = CompletableFuture.runAsync(this::work);
    }

    /** So far; fails where a replica did not come back. */
    int kills() {
        if (work.isCompletedExceptionally()) {
            work.join();
        }
        return kills.size();
    }

    /** From each signal until its process was gone. */
    List<Span> spans() {
        return kills;
    }

    /** Ends it; then all replicas are there. */
    @Override
    public void close() {
        over = true;
        work.join();
    }

    private void work() {
        while (!over) {
            pause(random.nextInt(LONGEST_PEACE_MILLIS));
            Replica victim = replicas.get(random.nextInt(replicas.size()));
            long begin = System.nanoTime();
            victim.kill();
            kills.add(Span.since(begin));
            victim.startAgain();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
