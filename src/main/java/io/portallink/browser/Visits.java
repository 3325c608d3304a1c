package io.portallink.browser;

import io.portallink.broker.BrokerMetrics;
import io.portallink.link.PortalLink;
import io.portallink.link.TokenUse;
import io.portallink.portal.PortalFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Counts how visits of browsers end, and tells the log of those that concern a link. */
final class Visits {

    private static final Logger log = LoggerFactory.getLogger(Visits.class);

    private static final String INVALID = "invalid";
    private static final String EXPIRED = "expired";
    private static final String FAILED = "failed";

    private static final String LAUNCH = "portal_launch";
    private static final String REFRESH = "portal_refresh";

    private final BrokerMetrics metrics;

    Visits(BrokerMetrics metrics) {
        this.metrics = metrics;
    }

    /** Not logged: anybody can send any number of these. */
    void notGenuine(TokenUse use) {
        switch (use) {
            case LAUNCH -> metrics.launch(null, INVALID);
            case REFRESH -> metrics.refresh(null, INVALID);
            case RETURN -> metrics.returned(null, INVALID);
        }
    }

    /** A prefetch of a link that is past its retention. */
    void prefetchOfNoLink() {
        metrics.launch(null, "prefetch_blocked");
    }

    /** A genuine token whose link is past its retention. */
    void gone(TokenUse use) {
        if (use == TokenUse.LAUNCH) {
            metrics.launch(null, EXPIRED);
        }
        tell(log.atInfo(), "portal_" + use.path(), EXPIRED);
    }

    void launch(PortalLink link, String outcome) {
        metrics.launch(link.platform(), outcome);
        tell(log.atLevel(level(outcome)), LAUNCH, link, outcome);
    }

    void refresh(PortalLink link, String outcome) {
        metrics.refresh(link.platform(), outcome);
        tell(log.atLevel(level(outcome)), REFRESH, link, outcome);
    }

    /** The platform failed. Its own id of the request is what its support asks for. */
    void launchFailed(PortalLink link, PortalFailure failure) {
        metrics.launch(link.platform(), FAILED);
        tell(because(failure), LAUNCH, link, FAILED);
    }

    /** As {@link #launchFailed}; here the problem's code is the outcome. */
    void refreshFailed(PortalLink link, PortalFailure failure) {
        String code = failure.problem().code();
        metrics.refresh(link.platform(), code);
        tell(because(failure), REFRESH, link, code);
    }

    void back(PortalLink link, String outcome) {
        metrics.returned(link.platform(), outcome);
        tell(log.atInfo(), "portal_return", link, outcome);
    }

    /** What an alert fires on is a warning. A replayed ticket is what an intercepted link looks like. */
    private static Level level(String outcome) {
        return outcome.equals(FAILED) || outcome.equals("replayed") ? Level.WARN : Level.INFO;
    }

    private static LoggingEventBuilder because(PortalFailure failure) {
        LoggingEventBuilder line =
                log.atWarn().addKeyValue("code", failure.problem().code());
        return failure.platformRequestId()
                .map(id -> line.addKeyValue("platform_request_id", id))
                .orElse(line);
    }

    private static void tell(LoggingEventBuilder line, String event, PortalLink link, String outcome) {
        tell(line.addKeyValue("tenant", link.tenant()).addKeyValue("platform", link.platform()), event, outcome);
    }

    /** The link's id is in every line of its request: see {@link Visit#nameInLog}. */
    private static void tell(LoggingEventBuilder line, String event, String outcome) {
        line.addKeyValue("event", event)
                .addKeyValue("outcome", outcome)
                .log("{}: {}", event.replace('_', ' '), outcome);
    }
}
