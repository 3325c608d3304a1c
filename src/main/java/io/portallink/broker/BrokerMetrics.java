package io.portallink.broker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.portallink.link.LinkMode;
import io.portallink.portal.Page;
import io.portallink.portal.PlatformId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The contract's own metrics. No tag ever holds a merchant, link, ticket or URL. */
public final class BrokerMetrics {

    static final String LINKS_CREATED = "portal.links.created";

    private static final String PLATFORM = "platform";
    private static final String OUTCOME = "outcome";
    private static final String UNKNOWN = "unknown";

    private final MeterRegistry meters;

    BrokerMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void created(@Nullable PlatformId platform, @Nullable Page page, LinkMode mode, String outcome) {
        meters.counter(
                        LINKS_CREATED,
                        PLATFORM,
                        name(platform),
                        "page",
                        page == null ? "front" : page.wire(),
                        "mode",
                        mode.wire(),
                        OUTCOME,
                        outcome)
                .increment();
    }

    /** @param platform {@code null} where the ticket is not genuine, so that none is known */
    public void launch(@Nullable PlatformId platform, String outcome) {
        meters.counter("portal.launches", PLATFORM, name(platform), OUTCOME, outcome)
                .increment();
    }

    public void refresh(@Nullable PlatformId platform, String outcome) {
        meters.counter("portal.refreshes", PLATFORM, name(platform), OUTCOME, outcome)
                .increment();
    }

    public void returned(@Nullable PlatformId platform, String outcome) {
        meters.counter("portal.returns", PLATFORM, name(platform), OUTCOME, outcome)
                .increment();
    }

    void urlAge(PlatformId platform, Duration age) {
        Timer.builder("portal.url.age")
                .description("Age of the platform's URL when the redirect is written")
                .tag(PLATFORM, platform.value())
                .publishPercentileHistogram()
                .register(meters)
                .record(age);
    }

    private static String name(@Nullable PlatformId platform) {
        return platform == null ? UNKNOWN : platform.value();
    }
}
