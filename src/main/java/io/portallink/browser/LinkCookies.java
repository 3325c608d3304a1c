package io.portallink.browser;

import io.portallink.link.BrowserSecret;
import io.portallink.link.PortalLink;
import io.portallink.link.Refreshes;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The cookie by which the browser that launched a link is known: one for each link, {@code __Host-} so that no other host, no
 * other path and no plain http can set it, {@code Lax} so that it comes along when a platform sends the browser here and stays
 * behind when another site posts a form here.
 */
final class LinkCookies {

    private static final String PREFIX = "__Host-plk_";

    private LinkCookies() {}

    static void set(HttpServletResponse response, PortalLink link, BrowserSecret secret) {
        ResponseCookie cookie = ResponseCookie.from(name(link), secret.value())
                .secure(true)
                .httpOnly(true)
                .sameSite("Lax")
                .path("/")
                .maxAge(Refreshes.WINDOW)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    /**
     * For a page with a button: a browser that drops the answer to the form post, as it does at a double click, holds what
     * lets it in again before that post. Nothing of it is stored; the launch stores the hash of what it brings.
     */
    static void setIfAbsent(HttpServletRequest request, HttpServletResponse response, PortalLink link) {
        if (single(request, link).isEmpty()) {
            set(response, link, BrowserSecret.next());
        }
    }

    /** What the browser holds for this link; empty where more than one are sent, which no browser does. */
    static Optional<BrowserSecret> single(HttpServletRequest request, PortalLink link) {
        List<BrowserSecret> held = held(request, link);
        return held.size() == 1 ? Optional.of(held.getFirst()) : Optional.empty();
    }

    /** What the browser holds for this link; not more than one, unless somebody made them up. */
    static List<BrowserSecret> held(HttpServletRequest request, PortalLink link) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? List.of()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name(link)))
                        .flatMap(cookie -> BrowserSecret.parse(cookie.getValue()).stream())
                        .toList();
    }

    private static String name(PortalLink link) {
        return PREFIX + link.id().value();
    }
}
