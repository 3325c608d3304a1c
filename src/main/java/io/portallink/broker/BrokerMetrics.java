package io.portallink.broker;

import io.micrometer.core.instrument.Counter;
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
        Counter.builder(LINKS_CREATED)
                .description("Requests for a portal link")
                .tag(PLATFORM, name(platform))
                .tag("page", page == null ? "front" : page.wire())
                .tag("mode", mode.wire())
                .tag(OUTCOME, outcome)
                .register(meters)
                .increment();
    }

    /** @param platform {@code null} where the ticket is not genuine, so that none is known */
    public void launch(@Nullable PlatformId platform, String outcome) {
        visit("portal.launches", "Visits to a portal link", platform, outcome);
    }

    public void refresh(@Nullable PlatformId platform, String outcome) {
        visit("portal.refreshes", "Visits of a portal's refresh URL, and used links opened again", platform, outcome);
    }

    public void returned(@Nullable PlatformId platform, String outcome) {
        visit("portal.returns", "Browsers that came back from a portal", platform, outcome);
    }

    private void visit(String name, String description, @Nullable PlatformId platform, String outcome) {
        Counter.builder(name)
                .description(description)
                .tags(PLATFORM, name(platform), OUTCOME, outcome)
                .register(meters)
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
