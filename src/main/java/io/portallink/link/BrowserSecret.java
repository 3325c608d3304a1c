package io.portallink.link;

import io.portallink.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What the browser that launched a link holds, and nobody else: 256 random bits, base64url. Only its SHA-256 is stored; with
 * that much chance in it, a slow password hash would add nothing.
 */
public record BrowserSecret(String value) {

    private static final int LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static BrowserSecret next() {
        byte[] bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return new BrowserSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
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
