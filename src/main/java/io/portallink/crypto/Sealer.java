package io.portallink.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts values for the store with AES-256-GCM under a random 96-bit nonce, bound to their context (tenant, merchant,
 * platform): copied into another row, they don't open.
 */
public final class Sealer {

    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final KeyRing keys;
    private final SecureRandom random = new SecureRandom();

    public Sealer(KeyRing keys) {
        this.keys = keys;
    }

    /** The id of the key that {@link #seal} uses; a row stores it beside what was sealed. */
    public String keyId() {
        return keys.currentId();
    }

    /** The sealed text, base64url: nonce, ciphertext, tag. */
    public String seal(KeyUse use, List<String> context, String text) {
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        byte[] sealed = crypt(
                Cipher.ENCRYPT_MODE, keys.currentId(), use, context, nonce, text.getBytes(StandardCharsets.UTF_8));
        return ENCODER.encodeToString(ByteBuffer.allocate(NONCE_LENGTH + sealed.length)
                .put(nonce)
                .put(sealed)
                .array());
    }

    /** @throws IllegalStateException when the key is not configured, or the value or its context was changed */
    public String open(String keyId, KeyUse use, List<String> context, String sealed) {
        byte[] bytes = decode(use, sealed);
        byte[] nonce = Arrays.copyOf(bytes, NONCE_LENGTH);
        byte[] ciphertext = Arrays.copyOfRange(bytes, NONCE_LENGTH, bytes.length);
        return new String(crypt(Cipher.DECRYPT_MODE, keyId, use, context, nonce, ciphertext), StandardCharsets.UTF_8);
    }

    private static byte[] decode(KeyUse use, String sealed) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(sealed);
            if (bytes.length >= NONCE_LENGTH) {
                return bytes;
            }
        } catch (IllegalArgumentException ignored) {
            // falls through to the same answer
        }
        throw new IllegalStateException("a sealed " + use + " is damaged");
    }

    private byte[] crypt(int mode, String keyId, KeyUse use, List<String> context, byte[] nonce, byte[] input) {
        SecretKey key = keys.subkey(keyId, use)
                .orElseThrow(() -> new IllegalStateException("no key " + keyId + " in portal.keys"));
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(String.join("\n", context).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed " + use + " does not open with key " + keyId, e);
        }
    }
}
