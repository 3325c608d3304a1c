package io.portallink.benchmark;

import static io.portallink.benchmark.Aims.number;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The results as tables for people, as numbers for programs, and as a picture. */
final class Report {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Results results;
    private final List<Aims.Aim> aims;
    private final StringBuilder text = new StringBuilder();

    private Report(Results results) {
        this.results = results;
        this.aims = Aims.of(results);
    }

    /** Written anew after each part, so that a run that is cut off leaves what it has; the summary of the aims. */
    static String write(Results results, Path folder) {
        Report report = new Report(results);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("benchmark.md"), report.markdown());
            Files.writeString(
                    folder.resolve("benchmark.json"),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(results));
            Files.writeString(folder.resolve("benchmark.svg"), Picture.of(results));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return report.summary();
    }

    private String summary() {
        String missed = aims.stream()
                .filter(aim -> !aim.met())
                .map(aim -> aim.what() + ": " + number(aim.measured()) + " (aim " + aim.limit() + ")")
                .collect(Collectors.joining("; "));
        long met = aims.stream().filter(Aims.Aim::met).count();
        return met + " of " + aims.size() + " aims met" + (missed.isEmpty() ? "." : "; missed: " + missed);
    }

    private String markdown() {
        line(
                "Measured %s on %s. Everything on loopback of this one machine, the load generator and the stub platform included."
                        .formatted(results.machine().at(), results.machine()));
        loads();
        latencies();
        inFlight();
        growth();
        replicas();
        startUp();
        results.broken()
                .forEach(broken ->
                        line("\n**Broke off:** " + broken.lines().findFirst().orElse("")));
        aims();
        return text.toString();
    }

    private void loads() {
        if (!results.loads().isEmpty()) {
            title("Full load: wrk, 64 connections");
            table(
                    "",
                    "store",
                    "requests/s",
                    "p50 ms",
                    "p99 ms",
                    "CPU µs",
                    "PostgreSQL's CPU µs",
                    "RSS MiB",
                    "peak",
                    "heap used");
            results.loads()
                    .forEach(load -> row(
                            load.name(),
                            load.store(),
                            number(load.perSecond()),
                            number(load.p50()),
                            number(load.p99()),
                            number(load.cpu()),
                            number(load.storeCpu()),
                            number(load.memory()),
                            number(load.peakMemory()),
                            load.heap() == 0 ? "–" : number(load.heap())));
            line("\nCPU is per request and of the process measured; the heap is what a full collection leaves.");
        }
    }

    private void latencies() {
        if (!results.latencies().isEmpty()) {
            title("Latency: 200 requests/s, a platform that takes 150 ms");
            table("", "store", "p50 ms", "p99 ms", "added p50", "added p99");
            results.latencies()
                    .forEach(row -> row(
                            row.name(),
                            row.store(),
                            number(row.p50()),
                            number(row.p99()),
                            number(row.added50()),
                            number(row.added99())));
            line(
                    "\nAt a constant rate, each request timed from the moment it was due. A creation for `launch` calls no platform.");
        }
    }

    private void inFlight() {
        if (!results.inFlight().isEmpty()) {
            title("Openings in flight: a platform that takes 2 s");
            table(
                    "store",
                    "opens",
                    "redirected",
                    "errors",
                    "most in flight",
                    "p50 ms",
                    "max ms",
                    "peak RSS MiB",
                    "peak heap",
                    "kept by a collection",
                    "threads",
                    "open files before, most, after",
                    "at rest again");
            results.inFlight()
                    .forEach(row -> row(
                            row.store(),
                            number(row.opens()),
                            number((double) row.redirected()),
                            number((double) row.errors()),
                            number(row.mostInFlight()),
                            number(row.p50()),
                            number(row.max()),
                            number(row.peakMemory()),
                            number(row.heap()),
                            number(row.heapKept()),
                            number((double) row.threads()),
                            row.filesBefore() + ", " + row.files() + ", " + row.filesAfter(),
                            row.rested() ? "yes" : row.survived() ? "no" : "the broker died"));
            line("\nA browser each, with a connection of its own. A process may open %,d files here."
                    .formatted(results.machine().openFiles()));
        }
    }

    private void growth() {
        if (!results.growth().isEmpty()) {
            title("Growth: as many merchants as links of the last month, the same load");
            table("store", "merchants and links", "create p50 ms", "create p99 ms", "open p50 ms", "open p99 ms");
            results.growth()
                    .forEach(row -> row(
                            row.store(),
                            number(row.merchants()),
                            number(row.create50()),
                            spread(row, Growth.Round::create99),
                            number(row.open50()),
                            spread(row, Growth.Round::open99)));
            line("\nMedians of %d rounds, the sizes in turn; in brackets each round's.".formatted(Growth.ROUNDS));
        }
    }

    private static String spread(Growth.Row row, ToDoubleFunction<Growth.Round> value) {
        String rounds = Arrays.stream(row.all(value)).mapToObj(Aims::number).collect(Collectors.joining(", "));
        return number(row.median(value)) + " (" + rounds + ")";
    }

    private void replicas() {
        if (!results.replicas().isEmpty()) {
            int cores = results.machine().cores();
            title("Brokers on one PostgreSQL");
            table(
                    "",
                    "brokers",
                    "requests/s",
                    "p99 ms",
                    "CPU µs: broker",
                    "PostgreSQL",
                    "stub",
                    "wrk",
                    "cores busy",
                    "with one core more",
                    "client and platform elsewhere");
            results.replicas()
                    .forEach(row -> row(
                            row.name(),
                            number(row.brokers()),
                            number(row.perSecond()),
                            number(row.p99()),
                            number(row.brokerCpu()),
                            number(row.storeCpu()),
                            number(row.stubCpu()),
                            number(row.wrkCpu()),
                            number(row.coresBusy()),
                            number(row.on(cores + 1, cores)),
                            number(row.alone(cores, cores))));
            line(
                    "\nThe last two columns are computed: requests a second by the CPU time of a request, the cores as busy as here.");
        }
    }

    private void startUp() {
        if (!results.startUp().isEmpty()) {
            title("Start-up: from the process's start to readiness");
            table("", "median s", "least", "most", "idle RSS MiB");
            results.startUp()
                    .forEach(row -> row(
                            row.name(),
                            number(row.median()),
                            number(row.least()),
                            number(row.most()),
                            number(row.idleMemory())));
        }
    }

    private void aims() {
        title("Aims");
        table("", "aim", "measured", "met");
        aims.forEach(aim -> row(aim.what(), aim.limit(), number(aim.measured()), aim.met() ? "yes" : "**no**"));
    }

    private void title(String title) {
        line("\n### " + title + "\n");
    }

    private void table(String... headings) {
        row(headings);
        line("|" + " --- |".repeat(headings.length));
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
