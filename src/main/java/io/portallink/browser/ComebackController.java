package io.portallink.browser;

import io.portallink.link.PortalLink;
import io.portallink.link.PortalLinks;
import io.portallink.link.TokenUse;
import io.portallink.link.Tokens;
import io.portallink.web.HtmlPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** Where a platform sends the browser: {@code /return/{token}} on leaving, {@code /refresh/{token}} when a session is over. */
@Controller
class ComebackController {

    private final Tokens tokens;
    private final PortalLinks links;
    private final RefreshAnswers refreshes;
    private final Dashboard dashboard;
    private final LaunchPages words;
    private final HtmlPages pages;
    private final Visits visits;

    ComebackController(
            Tokens tokens,
            PortalLinks links,
            RefreshAnswers refreshes,
            Dashboard dashboard,
            LaunchPages words,
            HtmlPages pages,
            Visits visits) {
        this.tokens = tokens;
        this.links = links;
        this.refreshes = refreshes;
        this.dashboard = dashboard;
        this.words = words;
        this.pages = pages;
        this.visits = visits;
    }

    @RequestMapping(
            path = "/return/{token}",
            method = {RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS})
    void comeBack(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PortalLink link = genuine(TokenUse.RETURN, request, response);
        if (link == null) {
            return;
        }
        links.returned(link.id());
        Optional<String> url = dashboard.returnUrl(link);
        visits.back(link, url.isPresent() ? "redirected" : "page");
        if (url.isPresent()) {
            Redirects.write(response, pages, 302, url.get());
        } else {
            pages.write(response, 200, words.back(link));
        }
    }

    @RequestMapping(
            path = "/refresh/{token}",
            method = {RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS})
    void refresh(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PortalLink link = genuine(TokenUse.REFRESH, request, response);
        if (link != null) {
            refreshes.answer(link, false, request, response);
        }
    }

    /** The token's link; {@code null} when the answer is written already. */
    private @Nullable PortalLink genuine(TokenUse use, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Tokens.Genuine genuine = tokens.read(use, Visit.token(request)).orElse(null);
        if (genuine == null) {
            visits.notGenuine(use);
            pages.write(response, 404, LaunchPages.notGenuine());
            return null;
        }
        Visit.nameInLog(genuine);
        if (Visit.isPrefetch(request)) {
            pages.write(response, 503, LaunchPages.prefetch());
            return null;
        }
        if (Idle.answered(request, response, pages, "GET, HEAD, OPTIONS")) {
            return null;
        }
        PortalLink link = links.find(genuine).orElse(null);
        if (link == null) {
            visits.gone(use);
            pages.write(response, 410, words.gone(genuine));
        }
        return link;
    }
}
