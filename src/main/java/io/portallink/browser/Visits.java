package io.portallink.browser;

import io.portallink.broker.BrokerMetrics;
import io.portallink.link.PortalLink;
import io.portallink.link.TokenUse;
import io.portallink.portal.PortalFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Counts how visits of browsers end, and tells the log of those that concern a link. */
final class Visits {

    private static final Logger log = LoggerFactory.getLogger(Visits.class);

    private static final String INVALID = "invalid";

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

    /** A launch whose link is past its retention. */
    void launch(String outcome) {
        metrics.launch(null, outcome);
    }

    /** A replayed ticket is a warning: it is what an intercepted link looks like. */
    void launch(PortalLink link, String outcome) {
        metrics.launch(link.platform(), outcome);
        tell(outcome.equals("replayed") ? log.atWarn() : log.atInfo(), "portal_launch", link, outcome);
    }

    void refresh(PortalLink link, String outcome) {
        metrics.refresh(link.platform(), outcome);
        tell(log.atInfo(), "portal_refresh", link, outcome);
    }

    /** The platform failed. Its own id of the request is what its support asks for. */
    void launchFailed(PortalLink link, PortalFailure failure) {
        metrics.launch(link.platform(), "failed");
        tell(because(failure), "portal_launch", link, "failed");
    }

    /** As {@link #launchFailed}; here the problem's code is the outcome. */
    void refreshFailed(PortalLink link, PortalFailure failure) {
        String code = failure.problem().code();
        metrics.refresh(link.platform(), code);
        tell(because(failure), "portal_refresh", link, code);
    }

    void back(PortalLink link, String outcome) {
        metrics.returned(link.platform(), outcome);
        tell(log.atInfo(), "portal_return", link, outcome);
    }

    private static LoggingEventBuilder because(PortalFailure failure) {
        LoggingEventBuilder line =
                log.atInfo().addKeyValue("code", failure.problem().code());
        return failure.platformRequestId()
                .map(id -> line.addKeyValue("platform_request_id", id))
                .orElse(line);
    }

    private static void tell(LoggingEventBuilder line, String event, PortalLink link, String outcome) {
        line.addKeyValue("event", event)
                .addKeyValue("tenant", link.tenant())
                .addKeyValue("link_id", link.id())
                .addKeyValue("platform", link.platform())
                .addKeyValue("outcome", outcome)
                .log("{}: {}", event.replace('_', ' '), outcome);
    }
}
