package io.portallink.faults;

import static io.portallink.portal.Problem.PLATFORM_RATE_LIMITED;
import static io.portallink.portal.Problem.PLATFORM_TIMEOUT;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Clocks that are wrong or jump, and ShipEngine's token, which is dead after ten seconds and too old after four. */
final class ClockFaults {

    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Expected FIRST = Expected.opened(1);
    private static final Expected SECOND = Expected.opened(2);

    private ClockFaults() {}

    static List<Fault> all() {
        return List.of(
                skewed("our clock 30 s ahead", HALF_A_MINUTE),
                skewed("our clock 30 s behind", HALF_A_MINUTE.negated()),
                skewed("our clock 1 h ahead", HOUR),
                skewed("our clock 1 h behind", HOUR.negated()),
                limitedUntil("429 with a date, our clock 30 s ahead", HALF_A_MINUTE),
                limitedUntil("429 with a date, our clock 30 s behind", HALF_A_MINUTE.negated()),
                limitedUntil("429 with a date, our clock 1 h ahead", HOUR),
                limitedUntil("429 with a date, our clock 1 h behind", HOUR.negated()),
                aged("our clock jumps back 30 s meanwhile", HALF_A_MINUTE.negated(), 1, FIRST),
                aged("our clock jumps back 1 h meanwhile", HOUR.negated(), 1, FIRST),
                aged("our clock jumps 30 s ahead meanwhile", HALF_A_MINUTE, 1, SECOND)
                        .to(Caller.DIRECT),
                // the claim's lease is over by then, so its URL goes to nobody, and the next one gets in
                Fault.of(
                                "our clock jumps 30 s ahead at the click",
                                new Act.Aged(HALF_A_MINUTE, 1),
                                Expected.busy(),
                                Expected.busy())
                        .to(Caller.BROWSER),
                aged("URL 3.9 s old", Duration.ofMillis(3900), 1, FIRST),
                aged("URL 4.1 s old", Duration.ofMillis(4100), 1, SECOND),
                aged("URL 4.1 s old twice", Duration.ofMillis(4100), 2, Expected.problem(PLATFORM_TIMEOUT)),
                // the same on the wall's clock: there is time for a second one
                Fault.of("4.1 s latency, then none", new Act.Raw(exchange -> late(exchange)), FIRST, SECOND));
    }

    /** A platform that tells when to come back, by its own clock. */
    static Fault limitedUntil(String name, Duration ahead) {
        return Fault.of(
                        name,
                        new Act.Skewed(ahead, exchange -> {
                            Instant now = Instant.now();
                            exchange.answer(
                                    "429 Too Many\r\nDate: " + date(now) + "\r\nRetry-After: "
                                            + date(now.plusSeconds(3)),
                                    "{}");
                        }),
                        Expected.problem(PLATFORM_RATE_LIMITED, 3))
                .notCounted();
    }

    private static String date(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    private static Fault skewed(String name, Duration ahead) {
        return Fault.of(name, new Act.Skewed(ahead, Exchange::well), FIRST);
    }

    /** EasyPost's link lives for minutes. */
    private static Fault aged(String name, Duration age, int calls, Expected shipEngine) {
        return Fault.of(name, new Act.Aged(age, calls), FIRST, shipEngine);
    }

    private static void late(Exchange exchange) throws java.io.IOException {
        if (exchange.number() == 1) {
            exchange.pause(4100);
        }
        exchange.well();
    }
}
