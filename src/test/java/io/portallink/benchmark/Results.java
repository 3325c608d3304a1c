package io.portallink.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything measured so far; a part that was left out is an empty list. */
record Results(
        Machine machine,
        List<Load> loads,
        List<AddedLatency.Row> latencies,
        List<InFlight.Row> inFlight,
        List<Growth.Row> growth,
        List<Scaling.Row> replicas,
        List<StartUp.Row> startUp,
        List<String> broken) {

    static Results none() {
        return new Results(
                Machine.here(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    long errors() {
        return Stream.of(
                        loads.stream().map(Load::errors),
                        latencies.stream().map(AddedLatency.Row::errors),
                        inFlight.stream().map(InFlight.Row::errors),
                        growth.stream().map(Growth.Row::errors),
                        replicas.stream().map(Scaling.Row::errors))
                .flatMap(one -> one)
                .mapToLong(Long::longValue)
                .sum();
    }

    Optional<Load> load(String name, String store) {
        return loads.stream()
                .filter(load -> load.name().equals(name) && load.store().equals(store))
                .findFirst();
    }
}
