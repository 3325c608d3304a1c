package io.portallink.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests a second under full load, of everything in turn, each warmed before. */
final class Speed {

    static final int MERCHANTS = 1_000;
    static final String PLATFORM = "platform, called directly";
    static final String NGINX = "nginx, bare proxy";
    static final String GATEWAY = "Spring Cloud Gateway, bare proxy";
    static final String DIRECT = "broker, direct";
    static final String CREATE = "broker, launch: create";
    static final String OPEN = "broker, launch: open";

    private final Settings settings;
    private final Path app;
    private final Stub stub;
    private final List<Load> loads;

    Speed(Settings settings, Path app, Stub stub, List<Load> loads) {
        this.settings = settings;
        this.app = app;
        this.stub = stub;
        this.loads = loads;
    }

    void run(Store.Postgres postgres) {
        stub.delay(Duration.ZERO);
        proxy(PLATFORM, stub.port(), null);
        try (Server nginx = stub.nginx()) {
            proxy(NGINX, nginx.port(), nginx.process());
        }
        try (Server gateway = stub.gateway()) {
            proxy(GATEWAY, gateway.port(), gateway.process());
        }
        Path folder = settings.newFolder("embedded");
        broker(folder, Store.embedded(folder));
        broker(settings.newFolder("postgres"), postgres.store());
    }

    private void proxy(String name, int port, @Nullable ProcessHandle process) {
        Wrk.platform().run(port, settings.warmUp());
        Measured target = new Measured(name, "", port, process == null ? stub.process() : process);
        loads.add(measure(target, Wrk.platform(), null, process == null));
    }

    private void broker(Path folder, Store store) {
        try (Broker broker = Broker.start(app, folder, stub, store)) {
            broker.importMerchants(0, MERCHANTS);
            Wrk direct = Wrk.direct(MERCHANTS);
            direct.run(broker.port(), settings.warmUp());
            loads.add(
                    measure(new Measured(DIRECT, store.name(), broker.port(), broker.process()), direct, store, false));
            pair(broker, store, folder.resolve("tickets"));
        }
    }

    /** The links of the warm-up warm the opening up; what they leave over, and the links of the measurement, are measured. */
    private void pair(Broker broker, Store store, Path tickets) {
        Duration half = Duration.ofSeconds(Math.max(1, settings.warmUp().toSeconds() / 2));
        Wrk create = Wrk.create(MERCHANTS, tickets);
        create.run(broker.port(), half);
        Wrk.open(tickets).run(broker.port(), half);
        truncate(tickets);
        Load created =
                measure(new Measured(CREATE, store.name(), broker.port(), broker.process()), create, store, false);
        Load opened = measure(
                new Measured(OPEN, store.name(), broker.port(), broker.process()), Wrk.open(tickets), store, false);
        loads.add(created);
        loads.add(opened);
        loads.add(Load.pair(created, opened));
    }

    private Load measure(Measured target, Wrk wrk, @Nullable Store store, boolean stubItself) {
        Duration before = Kernel.cpu(target.process());
        Duration stubBefore = Kernel.cpu(stub.process());
        Duration storeBefore = store == null ? Duration.ZERO : store.cpu();
        Wrk.Result result = wrk.run(target.port(), settings.measure());
        Duration cpu = Kernel.cpu(target.process()).minus(before);
        Duration stubCpu = Kernel.cpu(stub.process()).minus(stubBefore);
        Duration storeCpu = store == null ? Duration.ZERO : store.cpu().minus(storeBefore);
        long n = result.requests();
        Load load = new Load(
                target.name(),
                target.store(),
                result.perSecond(),
                result.p50() / 1000,
                result.p99() / 1000,
                Load.perRequest(cpu, n),
                Load.perRequest(storeCpu, n),
                (stubItself ? 0 : Load.perRequest(stubCpu, n)) + result.cpu() / n,
                Kernel.memory(target.process()),
                Kernel.peakMemory(target.process()),
                target.name().equals(NGINX) ? 0 : Broker.heapAfterCollection(target.process()),
                n,
                result.errors());
        System.out.println(load);
        return load;
    }

    static void truncate(Path file) {
        try {
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Measured(String name, String store, int port, ProcessHandle process) {}
}
