package io.portallink.faults;

import static io.portallink.faults.PlatformWords.EASYPOST;
import static io.portallink.faults.PlatformWords.SHIPENGINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.portallink.faults.Fault.Cell;
import io.portallink.testkit.AtOnce;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Every fault, at each platform, shown to each caller, through whole brokers over HTTP. All callers of one fault run at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class FaultMatrix {

    private final Path directory;
    private final Path file;
    private final MatrixTable table = new MatrixTable();
    private Setting setting;
    private Leftovers leftovers;
    private int turn;

    /** @param name of the table below {@code target}, and of a folder beside it */
    FaultMatrix(String name) {
        directory = Path.of("target", name);
        file = Path.of("target", name + ".md");
    }

    /** A broker that no fault has met yet. */
    void prepare(FaultBroker broker) throws Exception {}

    /** What all callers got, each of whom runs into the fault at that platform. */
    List<Seen> together(FaultBroker broker, String platform, List<Callable<Seen>> callers) throws Exception {
        return AtOnce.run(callers);
    }

    /** The same of callers that wait for each other. */
    List<Seen> inTurn(List<Callable<Seen>> callers) throws Exception {
        List<Seen> seen = new ArrayList<>();
        for (Callable<Seen> caller : callers) {
            seen.add(caller.call());
        }
        return seen;
    }

    /** What stands above the table. */
    abstract String introduction(int cells, int faults);

    FaultBroker home() {
        return setting.home();
    }

    @BeforeAll
    void start() throws Exception {
        Files.createDirectories(directory);
        setting = new Setting(directory);
        leftovers = new Leftovers(setting, directory);
    }

    @AfterAll
    void stop() throws Exception {
        setting.close();
        // its brokers said no more than errors, and the level is the whole JVM's
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
    }

    static List<Fault> faults() {
        return Stream.of(
                        ConnectionFaults.all(),
                        BodyFaults.all(),
                        StatusFaults.all(),
                        RecordedErrors.all(),
                        ClockFaults.all(),
                        GuardFaults.all())
                .flatMap(List::stream)
                .toList();
    }

    /** One at a time, but for those that last as long as the deadline and can be told apart by the account. */
    static Stream<Arguments> faultsAtPlatforms() {
        return Stream.of(EASYPOST, SHIPENGINE).flatMap(platform -> {
            List<Fault> here = faults().stream()
                    .filter(fault -> fault.expected().containsKey(platform))
                    .toList();
            List<Fault> lasting = here.stream().filter(FaultMatrix::lasts).toList();
            return Stream.concat(here.stream().filter(fault -> !lasts(fault)).map(List::of), Stream.of(lasting))
                    .map(faults -> argumentSet(
                            faults.stream().map(Fault::name).collect(Collectors.joining("; ")) + " at " + platform,
                            faults,
                            platform));
        });
    }

    private static boolean lasts(Fault fault) {
        return fault.act() instanceof Act.Raw
                && fault.expected().values().stream().allMatch(expected -> expected.status() == 504);
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("faultsAtPlatforms")
    void callersWhenThereIsAFaultThenTheContractHolds(List<Fault> faults, String platform) throws Exception {
        String group = "f" + ++turn;
        List<Walk> walks = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            for (Caller caller : faults.get(i).callers()) {
                boolean held = faults.get(i).act() instanceof Act.Held;
                String lane = group + "-" + i + (held ? "" : "-" + caller);
                walks.add(new Walk(setting, faults.get(i), caller, platform, lane));
            }
        }
        Act act = faults.size() == 1 ? faults.getFirst().act() : atOnce(faults, group);
        setting.prepare(act);
        FaultBroker broker = setting.broker(act, platform);
        prepare(broker);
        FaultyPlatform raw = setting.platform(platform);
        Guards guards = new Guards(broker, raw, platform, group + "-0");
        try {
            walks.forEach(walk -> walk.prepare(raw));
            setting.begin(act, platform);
            if (act instanceof Act.Held hold) {
                guards.close(hold.guard());
            }
            List<Seen> seen = seen(act, broker, walks);
            setting.end(act, platform);
            guards.end();
            judge(seen);
        } finally {
            setting.end(act, platform);
            guards.end();
            setting.putClockRight();
        }
    }

    /** Each fault for those accounts that are named after it. */
    private static Act atOnce(List<Fault> faults, String group) {
        return new Act.Raw(exchange -> {
            int which = exchange.account().startsWith(group + "-")
                    ? Integer.parseInt(exchange.account().split("-", 3)[1])
                    : 0;
            ((Act.Raw) faults.get(which).act()).script().act(exchange);
        });
    }

    /** What the callers got while the fault lasted. */
    private List<Seen> seen(Act act, FaultBroker broker, List<Walk> walks) throws Exception {
        List<Callable<Seen>> tasks = walks.stream()
                .<Callable<Seen>>map(walk -> () -> seen(broker, walk))
                .toList();
        return act instanceof Act.Aged ? inTurn(tasks) : together(broker, walks.getFirst().platform, tasks);
    }

    private Seen seen(FaultBroker broker, Walk walk) {
        Fault fault = walk.fault;
        Expected expected = fault.at(walk.platform);
        String outcome = expected.opens() ? "redirected" : expected.code().isEmpty() ? "busy" : expected.code();
        double before = refreshes(broker, walk.platform, outcome);
        Instant asked = setting.clock.instant();
        List<Walk.Answer> answers = walk.act(broker);
        Instant now = setting.clock.instant();
        if (walk.caller == Caller.BROWSER_REFRESH) { // a page has no code, a refresh no event
            assertThat(refreshes(broker, walk.platform, outcome)).as(outcome).isGreaterThan(before);
        }
        Verdict verdict = new Verdict(fault, walk, expected);
        verdict.answers(answers, now.isAfter(asked) ? now : asked);
        assertThat(setting.platform(walk.platform).calls(walk.account))
                .as(walk.caller + ", calls to the platform")
                .isBetween(0, mostCalls(fault, walk));
        return new Seen(walk, verdict, expected, answers, verdict.link(walk.link()), "–");
    }

    /** One retry at most; none where the call was not to be made. */
    private static int mostCalls(Fault fault, Walk walk) {
        if (walk.caller == Caller.API_LAUNCH || fault.act() instanceof Act.Held) {
            return 0;
        }
        return walk.caller == Caller.BROWSER_FIVE_TIMES ? 10 : 2;
    }

    private static double refreshes(FaultBroker broker, String platform, String outcome) {
        @Nullable
        Counter counter = broker.bean(MeterRegistry.class)
                .find("portal.refreshes")
                .tags("platform", platform, "outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** All is well again: what was left behind, and whether the tickets work. */
    private void judge(List<Seen> seen) throws Exception {
        List<String> left = leftovers.after(Duration.ofSeconds(3));
        for (Seen one : seen) {
            String after = another(one);
            HttpResponse<String> last = one.answers().getLast().response();
            table.add(new MatrixTable.Row(
                    one.walk().fault.cell(one.walk().platform, one.walk().caller),
                    last.statusCode(),
                    last.statusCode() < 400 || one.expected().code().isEmpty()
                            ? "–"
                            : one.expected().code(),
                    one.answers()
                            .getFirst()
                            .response()
                            .headers()
                            .firstValue("Retry-After")
                            .orElse("–"),
                    one.answers().stream().mapToLong(Walk.Answer::millis).max().orElseThrow(),
                    one.status() + after,
                    left.isEmpty() ? "nothing" : String.join(", ", left),
                    one.other()));
        }
        assertThat(left).as("left behind").isEmpty();
    }

    /** What a second try gets when all is well again, in words; empty where there is none. */
    String another(Seen one) throws Exception {
        return one.verdict().hasAnother() ? one.verdict().another(again(one.walk()), setting.clock.instant()) : "";
    }

    /** A breaker or a tap lets nobody through for a while, and says so; nothing of that counts. */
    private static HttpResponse<String> again(Walk walk) throws InterruptedException {
        HttpResponse<String> response = walk.again();
        for (int i = 0; i < 100 && !walk.fault.counted() && response.statusCode() == 503; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            response = walk.again();
        }
        return response;
    }

    /** A cell that is not there would otherwise be one that holds. */
    @Order(2)
    @Test
    void matrixWhenAllFaultsWereSeenThenNoCellIsMissing() throws Exception {
        table.write(file, introduction(table.size(), faults().size()));

        Set<Cell> expected = new LinkedHashSet<>();
        for (Fault fault : faults()) {
            fault.expected()
                    .keySet()
                    .forEach(platform -> fault.callers().forEach(caller -> expected.add(fault.cell(platform, caller))));
        }
        assertThat(table.cells()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(table.size()).isEqualTo(expected.size());
        for (String platform : List.of(EASYPOST, SHIPENGINE)) {
            assertThat(RecordedErrors.listed(platform)).containsAll(RecordedErrors.files(platform));
            assertThat(faultsSeenByAll(platform)).containsAll(RequiredFaults.NAMES);
        }
    }

    private Set<String> faultsSeenByAll(String platform) {
        Set<Cell> cells = table.cells();
        return faults().stream()
                .filter(fault -> Caller.ONCE.stream().allMatch(caller -> cells.contains(fault.cell(platform, caller))))
                .map(Fault::name)
                .collect(Collectors.toSet());
    }

    /** @param other the other platform's p99 meanwhile */
    record Seen(Walk walk, Verdict verdict, Expected expected, List<Walk.Answer> answers, String status, String other) {

        Seen inTime(long busy) {
            verdict.inTime(answers, busy);
            return this;
        }

        Seen beside(double p99) {
            return new Seen(walk, verdict, expected, answers, status, String.format(Locale.ROOT, "%.0f", p99));
        }
    }
}
