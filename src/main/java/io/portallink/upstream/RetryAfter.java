package io.portallink.upstream;

import java.math.BigInteger;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/** {@code Retry-After} (RFC 9110, 10.2.3): whole seconds, never milliseconds, or an HTTP date. */
final class RetryAfter {

    /** Where the header is missing, unreadable, or of no time to come. */
    static final Duration DEFAULT = Duration.ofSeconds(5);

    /** What is further off counts as so long. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final DateTimeFormatter[] HTTP_DATES = {
        DateUtils.FORMATTER_RFC1123,
        DateUtils.FORMATTER_RFC1036,
        DateUtils.FORMATTER_ASCTIME.withZone(ZoneOffset.UTC) // it names none
    };

    private RetryAfter() {}

    static Duration parse(@Nullable String header, Clock clock) {
        if (header == null) {
            return DEFAULT;
        }
        try {
            String text = header.strip();
            Duration wait = text.matches("\\d+") ? seconds(text) : Duration.between(clock.instant(), date(text));
            if (!wait.isPositive()) {
                return DEFAULT;
            }
            return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
        } catch (DateTimeException ignored) {
            return DEFAULT;
        }
    }

    private static Duration seconds(String digits) {
        BigInteger longest = BigInteger.valueOf(LONGEST.toSeconds());
        return Duration.ofSeconds(new BigInteger(digits).min(longest).longValueExact());
    }

    /** A date as seconds after the answer's own {@code Date}, where it has one: our clock may not be the platform's. */
    static @Nullable String relative(@Nullable String header, @Nullable String answeredAt) {
        if (header == null || answeredAt == null) {
            return header;
        }
        try {
            Duration wait = Duration.between(date(answeredAt.strip()), date(header.strip()));
            return String.valueOf(Math.max(0, wait.toSeconds()));
        } catch (DateTimeException ignored) {
            return header;
        }
    }

    /** In the three forms of RFC 9110, 5.6.7. */
    private static Instant date(String text) {
        Instant date = DateUtils.parseDate(text.replace("  ", " "), HTTP_DATES); // asctime pads the day
        if (date == null) {
            throw new DateTimeException("not an HTTP date");
        }
        return date;
    }
}
