package io.portallink.browser;

import io.portallink.web.HtmlPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/** HEAD and OPTIONS of a genuine address: answered alike whatever the link's state, and nothing is done. */
final class Idle {

    private Idle() {}

    /** @param allow the methods that the address knows */
    static boolean answered(HttpServletRequest request, HttpServletResponse response, HtmlPages pages, String allow) {
        switch (request.getMethod()) {
            case "HEAD" -> response.setStatus(200);
            case "OPTIONS" -> {
                response.setStatus(204);
                response.setHeader(HttpHeaders.ALLOW, allow);
            }
            default -> {
                return false;
            }
        }
        pages.setHeaders(response);
        return true;
    }
}
