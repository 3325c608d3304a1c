package io.portallink.sandbox;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.portallink.web.PageStyle;
import java.io.Reader;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The sandbox's pages: everything in them is escaped, and nothing but the sandbox's own style and script may load. */
final class SandboxPages {

    static final String FOLDER = "templates/sandbox/";
    private static final String POLICY =
            "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'self';"
                    + " script-src 'self'; connect-src 'self'";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final Map<String, Template> templates = new ConcurrentHashMap<>();
    private final Mustache.Compiler compiler = Mustache.compiler().withLoader(SandboxPages::partial);

    /** A whole page, or the part of one that its script asks for again. */
    ResponseEntity<String> page(int status, String template, Map<String, ?> model) {
        String html = templates
                .computeIfAbsent(template, name -> compiler.compile(read(name + ".mustache")))
                .execute(model);
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .body(html);
    }

    /** After a POST, so that a reload does nothing twice. */
    static ResponseEntity<String> seeOther(String place) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(place))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    ResponseEntity<String> message(int status, String title, String text) {
        return page(status, "message", Map.of("title", title, "text", text));
    }

    /** For a page that is nothing without the broker's answer. */
    ResponseEntity<String> silent() {
        return message(503, "The broker does not answer", "This page shows what it says. Try again in a moment.");
    }

    private static Reader partial(String name) {
        return new StringReader(read(name + ".mustache"));
    }

    private static String read(String file) {
        return PageStyle.read(FOLDER + file);
    }
}
