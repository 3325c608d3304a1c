package io.portallink.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * One of a tenant's API keys, known by its hash only.
 *
 * @param id the configured name, for logs
 * @param sha256 SHA-256 of the key, in lower-case hex; keys are long and random, so a slow password hash would add nothing
 */
public record ApiKey(String id, String sha256, Set<Scope> scopes) {

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    boolean matches(String hash) {
        return MessageDigest.isEqual(
                sha256.getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    /** In lower-case hex. */
    static String hash(String key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "ApiKey[" + id + ", " + scopes + "]";
    }
}
