package io.portallink.browser;

import io.portallink.broker.Launch;
import io.portallink.broker.Launcher;
import io.portallink.broker.Refresher;
import io.portallink.link.BrowserSecret;
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

    private final Tokens tokens;
    private final PortalLinks links;
    private final Launcher launcher;
    private final RefreshAnswers refreshes;
    private final Timeline timeline;
    private final LaunchPages words;
    private final HtmlPages pages;
    private final Visits visits;

    LaunchController(
            Tokens tokens,
            PortalLinks links,
            Launcher launcher,
            RefreshAnswers refreshes,
            Timeline timeline,
            LaunchPages words,
            HtmlPages pages,
            Visits visits) {
        this.tokens = tokens;
        this.links = links;
        this.launcher = launcher;
        this.refreshes = refreshes;
        this.timeline = timeline;
        this.words = words;
        this.pages = pages;
        this.visits = visits;
    }

    @RequestMapping(
            path = "/launch/{ticket}",
            method = {RequestMethod.GET, RequestMethod.HEAD, RequestMethod.POST, RequestMethod.OPTIONS})
    void launch(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Tokens.Genuine> genuine = tokens.read(TokenUse.LAUNCH, Visit.token(request));
        genuine.ifPresent(Visit::nameInLog);
        if (genuine.isEmpty()) {
            visits.notGenuine(TokenUse.LAUNCH);
            pages.write(response, 404, LaunchPages.notGenuine());
        } else if (Visit.isPrefetch(request)) {
            prefetched(links.find(genuine.get()).orElse(null), response);
        } else if (Idle.answered(request, response, pages, "GET, HEAD, POST, OPTIONS")) {
            return;
        } else {
            @Nullable PortalLink link = links.find(genuine.get()).orElse(null);
            if (link == null) { // past its retention
                visits.gone(TokenUse.LAUNCH);
                pages.write(response, 410, words.gone(genuine.get()));
            } else {
                visit(link, request, response);
            }
        }
    }

    private void prefetched(@Nullable PortalLink link, HttpServletResponse response) throws IOException {
        if (link == null) {
            visits.prefetchOfNoLink();
        } else {
            timeline.noteFirst(link.id(), EventType.PREFETCH_BLOCKED);
            visits.launch(link, "prefetch_blocked");
        }
        pages.write(response, 503, LaunchPages.prefetch());
    }

    private void visit(PortalLink link, HttpServletRequest request, HttpServletResponse response) throws IOException {
        LinkStatus status = launcher.status(link);
        boolean post = request.getMethod().equals("POST");
        boolean redeem = post ? Visit.isOwnForm(request) : Visit.isNavigation(request) && !link.confirmAlways();
        if (status == LinkStatus.OPENING) {
            busy(link, response);
        } else if (status != LinkStatus.ISSUED) {
            used(link, status, request, response);
        } else if (redeem) {
            answer(link, redeemed(link, browser(link, post, request)), request, response);
        } else {
            LinkCookies.setIfAbsent(request, response, link);
            timeline.noteFirst(link.id(), EventType.CONFIRMATION_SHOWN);
            visits.launch(link, "confirm_page");
            pages.write(response, 200, words.confirm(link));
        }
    }

    /** The back button, or a reload, in the browser that launched the link. */
    private static boolean isReopening(PortalLink link, LinkStatus status, HttpServletRequest request) {
        boolean used = status == LinkStatus.OPENED || status == LinkStatus.RETURNED;
        boolean own = request.getMethod().equals("GET") || Visit.isOwnForm(request);
        return used && own && Refresher.isOwn(link, LinkCookies.held(request, link));
    }

    /** The button's page has set one, which its form brings; any other launch begins with a new one. */
    private static BrowserSecret browser(PortalLink link, boolean post, HttpServletRequest request) {
        Optional<BrowserSecret> held = post ? LinkCookies.single(request, link) : Optional.empty();
        return held.orElseGet(BrowserSecret::next);
    }

    private Launch redeemed(PortalLink link, BrowserSecret browser) {
        try {
            return launcher.redeem(link, browser);
        } catch (RuntimeException e) { // the store, or a bug: the page is written elsewhere, the launch counted here
            visits.launch(link, "failed");
            throw e;
        }
    }

    private void answer(PortalLink link, Launch launch, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (launch) {
            case Launch.Redirect redirect -> {
                visits.launch(link, "redirected");
                LinkCookies.set(response, link, redirect.browser());
                Redirects.write(response, pages, request.getMethod().equals("POST") ? 303 : 302, redirect.url());
            }
            case Launch.Busy ignored -> busy(link, response);
            // since it was read: by an earlier press of this browser, perhaps
            case Launch.Ended ended -> used(ended.link(), launcher.status(ended.link()), request, response);
            case Launch.Failed failed -> {
                visits.launchFailed(link, failed.failure());
                if (failed.again()) { // by a button, too
                    LinkCookies.setIfAbsent(request, response, link);
                }
                ProblemResponses.setRetryAfter(response, failed.failure());
                pages.write(
                        response,
                        failed.failure().problem().status(),
                        words.failed(link, failed.failure(), failed.again()));
            }
        }
    }

    private void used(PortalLink link, LinkStatus status, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (isReopening(link, status, request)) {
            refreshes.answer(link, true, request, response);
        } else {
            ended(link, status, response);
        }
    }

    private void busy(PortalLink link, HttpServletResponse response) throws IOException {
        visits.launch(link, "busy");
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
        visits.launch(link, outcome);
        pages.write(response, 410, words.ended(link, status));
    }
}
