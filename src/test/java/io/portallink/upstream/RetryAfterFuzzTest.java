package io.portallink.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Mutator;
import io.portallink.testkit.Seeds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A platform may send anything as {@code Retry-After}: the wait is always one that can be waited. */
class RetryAfterFuzzTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    @Property
    void parseWhenHeaderIsAnythingThenMoreThanNothingAndAtMostADay(@ForAll(supplier = Seeds.class) long seed) {
        Mutator some = new Mutator(seed);
        String header = switch (some.below(5)) {
            case 0 -> String.valueOf(some.below(Integer.MAX_VALUE));
            case 1 -> some.of("", "-", "+", " ") + some.below(100_000) + some.of("", " ", "s", ".5", "e9", "000");
            case 2 -> some.text("Thu, 01 Jan 2026 12:01:30 GMT");
            case 3 ->
                some.of(
                        "Thu, 01 Jan 2026 24:00:00 GMT",
                        "Tue, 29 Feb 2028 12:00:00 +1800",
                        "Fri, 31 Dec 9999 23:59:60 GMT");
            default -> some.text();
        };

        assertThat(RetryAfter.parse(header, CLOCK)).as(header).isPositive().isLessThanOrEqualTo(Duration.ofDays(1));
    }
}
