package io.portallink.browser;

import io.portallink.broker.Refresh;
import io.portallink.broker.Refresher;
import io.portallink.link.Bounces;
import io.portallink.link.EventType;
import io.portallink.link.PortalLink;
import io.portallink.link.Timeline;
import io.portallink.web.HtmlPages;
import io.portallink.web.ProblemResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** Lets the launching browser in again, or sends whoever came on to the dashboard, or where that would be a loop, to a page. */
final class RefreshAnswers {

    private final Refresher refresher;
    private final Timeline timeline;
    private final Bounces bounces;
    private final Dashboard dashboard;
    private final LaunchPages words;
    private final HtmlPages pages;
    private final Visits visits;

    RefreshAnswers(
            Refresher refresher,
            Timeline timeline,
            Bounces bounces,
            Dashboard dashboard,
            LaunchPages words,
            HtmlPages pages,
            Visits visits) {
        this.refresher = refresher;
        this.timeline = timeline;
        this.bounces = bounces;
        this.dashboard = dashboard;
        this.words = words;
        this.pages = pages;
        this.visits = visits;
    }

    /** @param reopening by the used ticket, in place of the refresh URL */
    void answer(PortalLink link, boolean reopening, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int redirectStatus = request.getMethod().equals("POST") ? 303 : 302;
        switch (refreshed(link, reopening, request)) {
            case Refresh.Redirect redirect -> {
                visits.refresh(link, "redirected");
                Redirects.write(response, pages, redirectStatus, redirect.url());
            }
            case Refresh.Busy ignored -> {
                visits.refresh(link, "busy");
                response.setHeader(HttpHeaders.RETRY_AFTER, "2");
                pages.write(response, 409, words.busy(link));
            }
            case Refresh.Refused refused -> refuse(link, refused.reason(), redirectStatus, response);
            case Refresh.Failed failed -> {
                visits.refreshFailed(link, failed.failure());
                ProblemResponses.setRetryAfter(response, failed.failure());
                pages.write(response, failed.failure().problem().status(), words.refreshFailed(link, failed.failure()));
            }
        }
    }

    private Refresh refreshed(PortalLink link, boolean reopening, HttpServletRequest request) {
        try {
            return refresher.refresh(link, LinkCookies.held(request, link), reopening);
        } catch (RuntimeException e) { // the store, or a bug: the page is written elsewhere
            visits.refresh(link, "failed");
            throw e;
        }
    }

    private void refuse(PortalLink link, Refresh.Reason reason, int redirectStatus, HttpServletResponse response)
            throws IOException {
        timeline.note(link.id(), EventType.REFRESH_REFUSED);
        visits.refresh(link, reason.wire());
        Optional<String> url = dashboard.refreshUrl(link, reason);
        if (url.isPresent() && bounces.another(link.tenant(), link.merchant())) {
            Redirects.write(response, pages, redirectStatus, url.get());
        } else {
            pages.write(response, 200, words.refused(link, reason));
        }
    }
}
