package io.portallink.api;

import io.portallink.idempotency.IdempotencyKey;
import io.portallink.portal.FieldError;
import io.portallink.portal.InvalidRequest;
import io.portallink.portal.MerchantId;
import io.portallink.portal.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** Checks fields one by one and keeps everything it finds wrong, so that a caller learns it all at once. */
final class Fields {

    static final int MAX_THEME = 128;

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final Pattern ACCOUNT = Pattern.compile("[\\x21-\\x7e]{1,512}");

    private final List<FieldError> errors = new ArrayList<>();

    /** The first thing found wrong with a field is enough. */
    void wrong(String field, String message) {
        if (errors.stream().noneMatch(error -> error.field().equals(field))) {
            errors.add(new FieldError(field, message));
        }
    }

    /** @throws InvalidRequest when anything was wrong */
    void throwIfWrong() {
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
    }

    @Nullable
    MerchantId merchant(String field, @Nullable String value) {
        if (value == null) {
            wrong(field, "is required");
        } else if (MerchantId.isWellFormed(value)) {
            return new MerchantId(value);
        } else {
            wrong(field, "must be 1 to 128 of A-Z a-z 0-9 . _ : @ - but not . or ..");
        }
        return null;
    }

    /** Text of at most so many characters; counted as Unicode counts them, and well-formed. */
    @Nullable
    String text(String field, @Nullable String value, int most) {
        if (value != null && value.codePointCount(0, value.length()) > most) {
            wrong(field, "must have at most " + most + " characters");
        } else if (value != null && !StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            wrong(field, "is not well-formed Unicode");
        } else {
            return value;
        }
        return null;
    }

    /** Text without control characters; it may be blank. */
    @Nullable
    String plain(String field, @Nullable String value, int most) {
        if (value != null && value.chars().anyMatch(Character::isISOControl)) {
            wrong(field, "must not hold control characters");
            return null;
        }
        return text(field, value, most);
    }

    /** Text without control characters, and not blank. */
    @Nullable
    String line(String field, @Nullable String value, int most) {
        if (value != null && (value.isBlank() || value.chars().anyMatch(Character::isISOControl))) {
            wrong(field, "must not be blank or hold control characters");
            return null;
        }
        return text(field, value, most);
    }

    @Nullable
    IdempotencyKey idempotencyKey(HttpHeaders headers) {
        List<String> keys = headers.getOrEmpty(IDEMPOTENCY_KEY);
        if (keys.isEmpty()) {
            return null;
        }
        if (keys.size() == 1 && IdempotencyKey.isWellFormed(keys.getFirst())) {
            return new IdempotencyKey(keys.getFirst());
        }
        wrong(IDEMPOTENCY_KEY, "must be one header of 1 to 255 printable ASCII characters");
        return null;
    }

    @Nullable
    String theme(@Nullable String value) {
        return line("theme_id", value, MAX_THEME);
    }

    /** Text, or a whole number, as ShipEngine's own partner API returns it. */
    @Nullable
    Secret account(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString() && !value.isIntegralNumber()) {
            wrong("account", "must be text or a whole number");
            return null;
        }
        String text = value.isString() ? value.stringValue() : value.asString();
        if (!ACCOUNT.matcher(text).matches()) {
            wrong("account", "must be 1 to 512 visible characters");
            return null;
        }
        return new Secret(text);
    }

    /** What one of a closed set of words stands for; where it is another, all of them are told. */
    <T> @Nullable T word(String field, @Nullable String value, Collection<T> known, Function<T, String> wire) {
        if (value == null) {
            return null;
        }
        for (T each : known) {
            if (wire.apply(each).equals(value)) {
                return each;
            }
        }
        wrong(
                field,
                "is not one of the known words: " + known.stream().map(wire).collect(Collectors.joining(", ")));
        return null;
    }
}
