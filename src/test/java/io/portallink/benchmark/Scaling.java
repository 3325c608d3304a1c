package io.portallink.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One broker, then two, on one PostgreSQL: what they do together, and whose processor time it takes. */
final class Scaling {

    private final Settings settings;
    private final Path app;
    private final Stub stub;
    private final List<Row> rows;

    Scaling(Settings settings, Path app, Stub stub, List<Row> rows) {
        this.settings = settings;
        this.app = app;
        this.stub = stub;
        this.rows = rows;
    }

    void run(Store.Postgres postgres) {
        stub.delay(Duration.ZERO);
        Store store = postgres.store();
        try (Broker first = Broker.start(app, settings.newFolder("replica"), stub, store)) {
            first.importMerchants(0, Speed.MERCHANTS);
            measure(List.of(first), store);
            try (Broker second = Broker.start(app, settings.newFolder("replica"), stub, store)) {
                measure(List.of(first, second), store);
            }
        }
    }

    private void measure(List<Broker> brokers, Store store) {
        List<Path> tickets = brokers.stream()
                .map(ignored -> settings.newFolder("tickets").resolve("tickets"))
                .toList();
        List<Wrk> direct =
                brokers.stream().map(ignored -> Wrk.direct(Speed.MERCHANTS)).toList();
        List<Wrk> create =
                tickets.stream().map(file -> Wrk.create(Speed.MERCHANTS, file)).toList();
        List<Wrk> open = tickets.stream().map(Wrk::open).toList();
        for (List<Wrk> loads : List.of(direct, create, open)) {
            run(loads, brokers, Duration.ofSeconds(Math.max(1, settings.warmUp().toSeconds() / 3)));
        }
        tickets.forEach(Speed::truncate);
        rows.add(row(Speed.DIRECT, direct, brokers, store));
        rows.add(row(Speed.CREATE, create, brokers, store));
        rows.add(row(Speed.OPEN, open, brokers, store));
    }

    private Row row(String name, List<Wrk> loads, List<Broker> brokers, Store store) {
        Duration brokerBefore = cpu(brokers);
        Duration storeBefore = store.cpu();
        Duration stubBefore = Kernel.cpu(stub.process());
        List<Wrk.Result> results = run(loads, brokers, settings.measure());
        long requests = results.stream().mapToLong(Wrk.Result::requests).sum();
        double wrk = results.stream().mapToDouble(Wrk.Result::cpu).sum() / requests;
        return new Row(
                name,
                brokers.size(),
                results.stream().mapToDouble(Wrk.Result::perSecond).sum(),
                results.stream().mapToDouble(Wrk.Result::p99).max().orElseThrow() / 1000,
                Load.perRequest(cpu(brokers).minus(brokerBefore), requests),
                Load.perRequest(store.cpu().minus(storeBefore), requests),
                Load.perRequest(Kernel.cpu(stub.process()).minus(stubBefore), requests),
                wrk,
                requests,
                results.stream().mapToLong(Wrk.Result::errors).sum());
    }

    /** The same number of connections in all, however many brokers share them. */
    private static List<Wrk.Result> run(List<Wrk> loads, List<Broker> brokers, Duration time) {
        List<Wrk> shared = loads.stream()
                .map(load -> load.withConnections(Wrk.CONNECTIONS / loads.size()))
                .toList();
        return Wrk.runTogether(shared, brokers.stream().map(Broker::port).toList(), time);
    }

    private static Duration cpu(List<Broker> brokers) {
        return brokers.stream().map(broker -> Kernel.cpu(broker.process())).reduce(Duration.ZERO, Duration::plus);
    }

    /** CPU in microseconds a request, latency in milliseconds. */
    record Row(
            String name,
            int brokers,
            double perSecond,
            double p99,
            double brokerCpu,
            double storeCpu,
            double stubCpu,
            double wrkCpu,
            long requests,
            long errors) {

        double allCpu() {
            return brokerCpu + storeCpu + stubCpu + wrkCpu;
        }

        /** How many cores were busy with it. */
        double coresBusy() {
            return perSecond * allCpu() / 1e6;
        }

        /** Requests a second on so many cores, as busy as these were. */
        double on(int cores, int here) {
            return perSecond * cores / here;
        }

        /** Requests a second where the client and the platform run elsewhere, as they do in earnest. */
        double alone(int cores, int here) {
            return coresBusy() / here * cores / (brokerCpu + storeCpu) * 1e6;
        }
    }
}
