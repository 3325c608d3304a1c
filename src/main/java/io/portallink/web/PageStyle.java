package io.portallink.web;

import io.portallink.crypto.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.core.io.ClassPathResource;

/** The style that stands in a page, and the policy that allows it, by its hash, and nothing else. */
public final class PageStyle {

    private final String css;
    private final String policy;

    /** @param path of the style sheet on the class path */
    public PageStyle(String path) {
        css = read(path);
        policy = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'sha256-" + sha256(css) + "'";
    }

    public String css() {
        return css;
    }

    /** The value of {@code Content-Security-Policy}. */
    public String policy() {
        return policy;
    }

    /**
     * A text file on the class path, with the line ends that a browser hashes a style with, whatever the file was checked
     * out with.
     *
     * @throws UncheckedIOException when there is none
     */
    public static String read(String path) {
        try (InputStream in = new ClassPathResource(path).getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        return Base64.getEncoder().encodeToString(Sha256.of(text));
    }
}
