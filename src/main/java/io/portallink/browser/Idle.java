package io.portallink.browser;

import io.portallink.web.HtmlPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/** HEAD and OPTIONS of a genuine address: answered alike whatever the link's state, and nothing is done. */
final class Idle {

    private Idle() {}

    static boolean answered(HttpServletRequest request, HttpServletResponse response, HtmlPages pages) {
        switch (request.getMethod()) {
            case "HEAD" -> response.setStatus(200);
            case "OPTIONS" -> {
                response.setStatus(204);
                response.setHeader(HttpHeaders.ALLOW, "GET, HEAD, POST, OPTIONS");
            }
            default -> {
                return false;
            }
        }
        pages.setHeaders(response);
        return true;
    }
}
