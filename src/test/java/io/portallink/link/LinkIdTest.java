package io.portallink.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LinkIdTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void firstOfWhenComparedThenPartsWhatIsBeforeFromWhatIsAfter() {
        String first = LinkId.firstOf(NOW).value();

        assertThat(LinkId.next(NOW).value()).isGreaterThanOrEqualTo(first);
        assertThat(LinkId.next(NOW.minusMillis(1)).value()).isLessThan(first);
    }

    @Test
    void firstOfWhenBeforeAnyClockThenNoLinkIsOlder() {
        assertThat(LinkId.next(NOW).value())
                .isGreaterThan(
                        LinkId.firstOf(Instant.EPOCH.minus(Duration.ofDays(9))).value());
    }
}
