package io.portallink.browser;

import io.portallink.broker.BrokerMetrics;
import io.portallink.broker.Launch;
import io.portallink.broker.Launcher;
import io.portallink.broker.Refresher;
import io.portallink.link.EventType;
import io.portallink.link.LinkStatus;
import io.portallink.link.PortalLink;
import io.portallink.link.PortalLinks;
import io.portallink.link.Timeline;
import io.portallink.link.TokenUse;
import io.portallink.link.Tokens;
import io.portallink.web.HtmlPages;
import io.portallink.web.ProblemResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * {@code /launch/{ticket}}: where a browser follows a portal link. The first that holds decides: not genuine, prefetch, HEAD
 * or OPTIONS, the link's state, then navigation or button.
 */
@Controller
class LaunchController {

    private static final Logger log = LoggerFactory.getLogger(LaunchController.class);

    private final Tokens tokens;
    private final PortalLinks links;
    private final Launcher launcher;
    private final RefreshAnswers refreshes;
    private final Timeline timeline;
    private final LaunchPages words;
    private final HtmlPages pages;
    private final BrokerMetrics metrics;

    LaunchController(
            Tokens tokens,
            PortalLinks links,
            Launcher launcher,
            RefreshAnswers refreshes,
            Timeline timeline,
            LaunchPages words,
            HtmlPages pages,
            BrokerMetrics metrics) {
        this.tokens = tokens;
        this.links = links;
        this.launcher = launcher;
        this.refreshes = refreshes;
        this.timeline = timeline;
        this.words = words;
        this.pages = pages;
        this.metrics = metrics;
    }

    @RequestMapping(
            path = "/launch/{ticket}",
            method = {RequestMethod.GET, RequestMethod.HEAD, RequestMethod.POST, RequestMethod.OPTIONS})
    void launch(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Tokens.Genuine> genuine = tokens.read(TokenUse.LAUNCH, Visit.token(request));
        if (genuine.isEmpty()) {
            metrics.launch(null, "invalid");
            pages.write(response, 404, LaunchPages.notGenuine());
        } else if (Visit.isPrefetch(request)) {
            prefetched(links.find(genuine.get()).orElse(null), response);
        } else if (Idle.answered(request, response, pages)) {
            return;
        } else {
            @Nullable PortalLink link = links.find(genuine.get()).orElse(null);
            if (link == null) { // past its retention
                metrics.launch(null, "expired");
                pages.write(response, 410, LaunchPages.gone());
            } else {
                visit(link, request, response);
            }
        }
    }

    private void prefetched(@Nullable PortalLink link, HttpServletResponse response) throws IOException {
        if (link != null) {
            timeline.noteFirst(link.id(), EventType.PREFETCH_BLOCKED);
        }
        metrics.launch(link == null ? null : link.platform(), "prefetch_blocked");
        pages.write(response, 503, LaunchPages.prefetch());
    }

    private void visit(PortalLink link, HttpServletRequest request, HttpServletResponse response) throws IOException {
        LinkStatus status = launcher.status(link);
        boolean post = request.getMethod().equals("POST");
        boolean redeem = post ? Visit.isOwnForm(request) : Visit.isNavigation(request) && !link.confirmAlways();
        if (status == LinkStatus.OPENING) {
            busy(link, response);
        } else if (isReopening(link, status, request)) {
            refreshes.answer(link, true, request, response);
        } else if (status != LinkStatus.ISSUED) {
            ended(link, status, response);
        } else if (redeem) {
            answer(link, redeemed(link), post ? 303 : 302, response);
        } else {
            timeline.noteFirst(link.id(), EventType.CONFIRMATION_SHOWN);
            metrics.launch(link.platform(), "confirm_page");
            pages.write(response, 200, words.confirm(link));
        }
    }

    /** The back button, or a reload, in the browser that launched the link. */
    private static boolean isReopening(PortalLink link, LinkStatus status, HttpServletRequest request) {
        boolean used = status == LinkStatus.OPENED || status == LinkStatus.RETURNED;
        boolean own = request.getMethod().equals("GET") || Visit.isOwnForm(request);
        return used && own && Refresher.isOwn(link, LinkCookies.held(request, link));
    }

    private Launch redeemed(PortalLink link) {
        try {
            return launcher.redeem(link);
        } catch (RuntimeException e) { // the store, or a bug: the page is written elsewhere, the launch counted here
            metrics.launch(link.platform(), "failed");
            throw e;
        }
    }

    private void answer(PortalLink link, Launch launch, int redirectStatus, HttpServletResponse response)
            throws IOException {
        switch (launch) {
            case Launch.Redirect redirect -> {
                note(link, "redirected");
                LinkCookies.set(response, link, redirect.browser());
                Redirects.write(response, pages, redirectStatus, redirect.url());
            }
            case Launch.Busy ignored -> busy(link, response);
            case Launch.Ended ended -> ended(ended.link(), launcher.status(ended.link()), response);
            case Launch.Failed failed -> {
                note(link, "failed");
                ProblemResponses.setRetryAfter(response, failed.failure());
                pages.write(
                        response,
                        failed.failure().problem().status(),
                        words.failed(link, failed.failure(), failed.again()));
            }
        }
    }

    private void busy(PortalLink link, HttpServletResponse response) throws IOException {
        metrics.launch(link.platform(), "busy");
        response.setHeader(HttpHeaders.RETRY_AFTER, "2");
        pages.write(response, 409, words.busy(link));
    }

    private void ended(PortalLink link, LinkStatus status, HttpServletResponse response) throws IOException {
        String outcome = switch (status) {
            case EXPIRED -> "expired";
            case REVOKED -> "revoked";
            case FAILED -> "failed";
            default -> "replayed";
        };
        if (outcome.equals("replayed")) {
            timeline.note(link.id(), EventType.REPLAYED);
        }
        note(link, outcome);
        pages.write(response, 410, words.ended(link, status));
    }

    /** A replayed ticket is a warning: it is what an intercepted link looks like. */
    private void note(PortalLink link, String outcome) {
        metrics.launch(link.platform(), outcome);
        (outcome.equals("replayed") ? log.atWarn() : log.atInfo())
                .addKeyValue("event", "portal_launch")
                .addKeyValue("tenant", link.tenant())
                .addKeyValue("link_id", link.id())
                .addKeyValue("platform", link.platform())
                .addKeyValue("outcome", outcome)
                .log("portal launch: {}", outcome);
    }
}
