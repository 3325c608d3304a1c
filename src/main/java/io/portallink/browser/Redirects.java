package io.portallink.browser;

import io.portallink.web.HtmlPages;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/** Redirects of the browser endpoints: with a page's headers, and without a body that could repeat the URL. */
final class Redirects {

    private Redirects() {}

    static void write(HttpServletResponse response, HtmlPages pages, int status, String url) {
        pages.setHeaders(response);
        response.setStatus(status);
        response.setHeader(HttpHeaders.LOCATION, url);
        response.setContentLength(0);
    }
}
