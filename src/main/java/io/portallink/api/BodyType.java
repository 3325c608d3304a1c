package io.portallink.api;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What a caller says of its body, by the header itself: the request's own character encoding is UTF-8 whatever was sent. */
final class BodyType {

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
}
