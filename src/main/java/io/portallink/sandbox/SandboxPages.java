package io.portallink.sandbox;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.portallink.web.PageStyle;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The sandbox's pages: everything in them is escaped, and nothing but their own style is allowed to load. */
final class SandboxPages {

    private static final String FOLDER = "templates/sandbox/";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final Map<String, Template> templates = new ConcurrentHashMap<>();
    private final Mustache.Compiler compiler = Mustache.compiler().withLoader(SandboxPages::partial);
    private final PageStyle style = new PageStyle(FOLDER + "style.css");

    ResponseEntity<String> page(int status, String template, Map<String, ?> model) {
        Map<String, Object> all = new LinkedHashMap<>(model);
        all.put("style", style.css());
        String html = templates
                .computeIfAbsent(template, name -> compiler.compile(read(name + ".mustache")))
                .execute(all);
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", style.policy())
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .body(html);
    }

    ResponseEntity<String> message(int status, String title, String text) {
        return page(status, "message", Map.of("title", title, "text", text));
    }

    private static Reader partial(String name) {
        return new StringReader(read(name + ".mustache"));
    }

    private static String read(String file) {
        return PageStyle.read(FOLDER + file);
    }
}
