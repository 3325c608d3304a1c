package io.portallink.api;

import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What a caller says of its body, by the headers themselves: the request's own character encoding is UTF-8 whatever was sent. */
final class BodyType {

    /** No coding at all; some clients put the character set there. */
    private static final Set<String> UNCODED = Set.of("", "identity", "none", "utf-8", "utf8");

    private BodyType() {}

    /** Whether the header names this type and no other charset than UTF-8. */
    static boolean is(MediaType type, @Nullable String contentType) {
        try {
            MediaType sent = MediaType.parseMediaType(String.valueOf(contentType));
            return sent.equalsTypeAndSubtype(type)
                    && (sent.getCharset() == null || sent.getCharset().equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException ignored) {
            return false;
        }
    }

    /** @throws ProblemException 415, when the body is said to be compressed */
    static void requireUncoded(HttpServletRequest request) {
        boolean coded = Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .anyMatch(coding -> !UNCODED.contains(coding));
        if (coded) {
            throw new ProblemException(
                    Problem.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be sent as it is, without a " + HttpHeaders.CONTENT_ENCODING + " such as gzip.");
        }
    }
}
