package io.portallink.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a list.
 *
 * @param limit at most so many entries
 * @param after what the last page ended with
 */
record Paging(int limit, @Nullable String after) {

    static final int DEFAULT_LIMIT = 20;
    static final int MAX_LIMIT = 100;

    /**
     * Notes what is wrong in the fields.
     *
     * @param wellFormed whether a cursor may hold this
     */
    static Paging of(@Nullable String limit, @Nullable String cursor, Predicate<String> wellFormed, Fields fields) {
        return new Paging(limit(limit, fields), after(cursor, wellFormed, fields));
    }

    /** The cursor for what comes after this. */
    static String cursor(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    private static int limit(@Nullable String value, Fields fields) {
        if (value == null) {
            return DEFAULT_LIMIT;
        }
        int limit = value.matches("[0-9]{1,3}") ? Integer.parseInt(value) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            fields.wrong("limit", "must be from 1 to 100");
        }
        return limit;
    }

    private static @Nullable String after(@Nullable String cursor, Predicate<String> wellFormed, Fields fields) {
        if (cursor == null) {
            return null;
        }
        try {
            String last = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (wellFormed.test(last) && cursor(last).equals(cursor)) {
                return last;
            }
        } catch (IllegalArgumentException ignored) {
            // falls through to the same answer
        }
        fields.wrong("cursor", "is not one that this call gave");
        return null;
    }
}
