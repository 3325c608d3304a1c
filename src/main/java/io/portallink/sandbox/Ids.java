package io.portallink.sandbox;

import java.security.SecureRandom;
import java.util.Base64;

/** Random ids in the platforms' own forms. */
final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** {@code bytes} random bytes of {@code A-Z a-z 0-9 _ -}; 12 bytes make 16 characters. */
    static String urlSafe(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
