package io.portallink.tenant;

import io.portallink.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
        return Sha256.hex(key);
    }

    @Override
    public String toString() {
        return "ApiKey[" + id + ", " + scopes + "]";
    }
}
