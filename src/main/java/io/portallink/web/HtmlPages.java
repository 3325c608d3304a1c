package io.portallink.web;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;

/**
 * Renders the pages that people meet, with the headers that every answer of the browser endpoints carries. The style stands
 * in the page and is allowed by its hash, so nothing else needs to be fetched and nothing else may.
 */
public final class HtmlPages {

    private final Template template;
    private final String style;
    private final String policy;

    HtmlPages() {
        template = Mustache.compiler().defaultValue("").compile(read("templates/page.mustache"));
        style = read("templates/page.css");
        policy =
                "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'sha256-" + sha256(style) + "'";
    }

    public void write(HttpServletResponse response, int status, HtmlPage page) throws IOException {
        byte[] html = template.execute(new Model(page, style)).getBytes(StandardCharsets.UTF_8);
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
        response.setHeader("Content-Security-Policy", policy);
    }

    private static String read(String path) {
        try (InputStream in = new ClassPathResource(path).getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }

    private record Model(HtmlPage page, String style) {}
}
