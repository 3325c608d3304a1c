package io.portallink.idempotency;

import io.portallink.crypto.Sha256;
import java.util.regex.Pattern;

/** A caller's name for one creation: 1 to 255 printable ASCII characters. */
public record IdempotencyKey(String value) {

    private static final Pattern FORM = Pattern.compile("[\\x20-\\x7e]{1,255}");

    /** @throws IllegalArgumentException when the value has another form */
    public IdempotencyKey {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not an idempotency key");
        }
    }

    public static boolean isWellFormed(String value) {
        return FORM.matcher(value).matches() && !value.isBlank();
    }

    /** Hex of SHA-256; keys are stored so, since callers put all sorts of things into them. */
    String hash() {
        return Sha256.hex(value);
    }

    @Override
    public String toString() {
        return "IdempotencyKey";
    }
}
