package io.portallink.browser;

import io.portallink.link.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What a request's headers say about who asks: a person following a link, a prefetcher, or nobody known. */
final class Visit {

    private static final List<String> PREFETCH_HEADERS = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");

    private Visit() {}

    /** The merchant came from a page; a typed, mailed or scanned address does not look like this. */
    static boolean isNavigation(HttpServletRequest request) {
        @Nullable String site = request.getHeader("Sec-Fetch-Site");
        return "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"))
                && site != null
                && !site.isBlank()
                && !site.equals("none");
    }

    static boolean isPrefetch(HttpServletRequest request) {
        return PREFETCH_HEADERS.stream().anyMatch(name -> request.getHeader(name) != null);
    }

    /** A button pressed on our own page, or a client too old to say where it comes from. */
    static boolean isOwnForm(HttpServletRequest request) {
        @Nullable String site = request.getHeader("Sec-Fetch-Site");
        return site == null || site.equals("same-origin");
    }

    /** From here on each line of the request's log names the link, one about the store or a bug among them. */
    static void nameInLog(Tokens.Genuine token) {
        MDC.put("link_id", token.link().value());
    }

    /** The token as it stands in the address. Not decoded, since it has one spelling: {@code %41} is no {@code A}. */
    static String token(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
