package io.portallink.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            nullValues = "NONE",
            value = {
                "1, 1",
                "' 120 ', 120",
                "007, 7",
                "86400, 86400",
                "86401, 86400",
                "0, 5",
                "-3, 5",
                "+3, 5",
                "1.5, 5",
                "1e3, 5",
                "3s, 5",
                "999999999999999999999, 86400",
                "000000000000000000007, 7",
                "١٢, 5",
                "'', 5",
                "NONE, 5",
                "soon, 5",
                "'Thu, 01 Jan 2026 12:01:30 GMT', 90",
                "'Thu, 1 Jan 2026 12:00:01 GMT', 1",
                "'Thursday, 01-Jan-26 12:01:30 GMT', 90",
                "'Thu Jan  1 12:01:30 2026', 90",
                "'Thu, 01 Jan 2026 12:00:00 GMT', 5",
                "'Thu, 01 Jan 2026 11:59:00 GMT', 5",
                "'Sat, 03 Jan 2026 12:00:00 GMT', 86400",
                "'Fri, 01 Jan 2026 12:01:30 GMT', 5",
                "2026-01-01T12:01:30Z, 5"
            })
    void parseWhenHeaderThenSeconds(@Nullable String header, long seconds) {
        assertThat(RetryAfter.parse(header, CLOCK)).hasSeconds(seconds);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NONE",
            value = {
                "'Thu, 01 Jan 2026 12:01:30 GMT', 'Thu, 01 Jan 2026 12:01:00 GMT', 30",
                "'Thu, 01 Jan 2026 12:01:30 GMT', 'Thu, 01 Jan 2026 13:01:30 GMT', 0",
                "'Thu, 01 Jan 2026 12:01:30 GMT', NONE, 'Thu, 01 Jan 2026 12:01:30 GMT'",
                "'Thu, 01 Jan 2026 12:01:30 GMT', today, 'Thu, 01 Jan 2026 12:01:30 GMT'",
                "7, 'Thu, 01 Jan 2026 12:01:00 GMT', 7",
                "soon, 'Thu, 01 Jan 2026 12:01:00 GMT', soon",
                "NONE, 'Thu, 01 Jan 2026 12:01:00 GMT', NONE"
            })
    void relativeWhenDateAndAnswerTellsItsOwnTimeThenSecondsBetween(
            @Nullable String header, @Nullable String answeredAt, @Nullable String relative) {
        assertThat(RetryAfter.relative(header, answeredAt)).isEqualTo(relative);
    }
}
