package io.portallink.web;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Renders the pages that people meet, with the headers that every answer of the browser endpoints carries. The style stands
 * in the page and is allowed by its hash, so nothing else needs to be fetched and nothing else may.
 */
public final class HtmlPages {

    private final Template template;
    private final PageStyle style = new PageStyle("templates/page.css");

    HtmlPages() {
        template = Mustache.compiler().defaultValue("").compile(PageStyle.read("templates/page.mustache"));
    }

    public void write(HttpServletResponse response, int status, HtmlPage page) throws IOException {
        String reference = page.reference() ? response.getHeader(RequestIdFilter.HEADER) : null;
        byte[] html = template.execute(new Model(page, reference, style.css())).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        setHeaders(response);
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(html.length);
        response.getOutputStream().write(html);
    }

    /** For every answer of the browser endpoints, redirects included. */
    public void setHeaders(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Robots-Tag", "noindex");
        response.setHeader("Content-Security-Policy", style.policy());
    }

    private record Model(HtmlPage page, @Nullable String reference, String style) {}
}
