package io.portallink.packaged;

import io.portallink.testkit.EmbeddedPostgresServer;
import io.portallink.testkit.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What docker/compose.replicas.yaml starts, without Docker: brokers on one PostgreSQL, and nginx in front. */
final class Cluster implements AutoCloseable {

    static final int CLIENTS = 8;

    private static final int REPLICAS = 3; // as many as in the file
    private static final int MINT_MILLIS = 20;

    private final List<Replica> replicas = new ArrayList<>();
    private final LoadBalancer nginx;

    Cluster(Path folder) throws IOException {
        this(folder, REPLICAS);
    }

    Cluster(Path folder, int brokers) throws IOException {
        this(folder, brokers, EmbeddedPostgresServer.freshDatabase());
    }

    Cluster(Path folder, String database) throws IOException {
        this(folder, REPLICAS, database);
    }

    private Cluster(Path folder, int brokers, String database) throws IOException {
        Mints.take(MINT_MILLIS);
        for (int number = 0; number < brokers; number++) {
            replicas.add(new Replica(folder, number, database));
        }
        try {
            replicas.forEach(Replica::awaitReady);
            nginx = new LoadBalancer(
                    Files.createDirectory(folder.resolve("nginx")),
                    replicas.stream().map(Replica::port).toList());
        } catch (IOException | RuntimeException | AssertionError e) {
            replicas.forEach(Replica::close); // nobody else would
            throw e;
        }
    }

    List<Replica> replicas() {
        return replicas;
    }

    Load load(Ledger ledger) {
        return new Load(this::http, ledger, CLIENTS);
    }

    Http http() {
        return nginx.http();
    }

    String log() throws IOException {
        return nginx.log();
    }

    @Override
    public void close() {
        nginx.close();
        replicas.forEach(Replica::close);
    }
}
