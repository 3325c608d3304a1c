package io.portallink.link;

import io.portallink.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What only the browser that launched a link holds: 256 random bits, base64url. Made when the browser is shown
 * the page with the button, or at the launch. Only its SHA-256 is stored, and only from the launch on; with that much chance
 * in it, a slow password hash would add nothing.
 */
public record BrowserSecret(String value) {

    private static final int LENGTH = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public static BrowserSecret next() {
        byte[] bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return new BrowserSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Empty for what can't be one of ours. */
    public static Optional<BrowserSecret> parse(String value) {
        return FORM.matcher(value).matches() ? Optional.of(new BrowserSecret(value)) : Optional.empty();
    }

    /** Whether a stored hash is this secret's; compared in constant time. */
    public boolean isOf(@Nullable String storedHash) {
        return storedHash != null
                && MessageDigest.isEqual(
                        hash().getBytes(StandardCharsets.US_ASCII), storedHash.getBytes(StandardCharsets.US_ASCII));
    }

    String hash() {
        return Sha256.hex(value);
    }

    @Override
    public String toString() {
        return "BrowserSecret";
    }
}
