package io.portallink.sandbox;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The sandbox's pages: everything in them is escaped, and nothing but their own style is allowed to load. */
final class SandboxPages {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final Map<String, Template> templates = new ConcurrentHashMap<>();
    private final Mustache.Compiler compiler = Mustache.compiler().withLoader(SandboxPages::partial);
    private final String style = read("style.css");
    private final String policy =
            "default-src 'none'; style-src 'sha256-" + sha256(style) + "'; base-uri 'none'; frame-ancestors 'none'";

    ResponseEntity<String> page(int status, String template, Map<String, ?> model) {
        Map<String, Object> all = new LinkedHashMap<>(model);
        all.put("style", style);
        String html = templates
                .computeIfAbsent(template, name -> compiler.compile(read(name + ".mustache")))
                .execute(all);
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", policy)
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
        try (InputStream in = SandboxPages.class.getResourceAsStream("/templates/sandbox/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the sandbox lacks its file " + file);
            }
            // a browser hashes the style with these line ends, whatever the file was checked out with
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
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
}
