package io.portallink.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Authenticates what stands in a URL: HMAC-SHA256, cut to 160 bits, under the subkey of its use. */
public final class Signer {

    /** Bytes in a tag. */
    public static final int TAG_LENGTH = 20;

    /** Bytes in a key id. */
    public static final int KEY_ID_LENGTH = KeyRing.ID_LENGTH;

    private final KeyRing keys;

    public Signer(KeyRing keys) {
        this.keys = keys;
    }

    /** The id of the key that {@link #sign} uses, in bytes, to stand in what is signed. */
    public byte[] keyId() {
        return HexFormat.of().parseHex(keys.currentId());
    }

    public byte[] sign(KeyUse use, byte[] payload) {
        return tag(keys.subkey(keys.currentId(), use).orElseThrow(), payload);
    }

    /** Whether the tag was made by {@link #sign} under the named key; compared in constant time. */
    public boolean verify(byte[] keyId, KeyUse use, byte[] payload, byte[] tag) {
        return keys.subkey(HexFormat.of().formatHex(keyId), use)
                .map(key -> MessageDigest.isEqual(tag(key, payload), tag))
                .orElse(false);
    }

    private static byte[] tag(SecretKey key, byte[] payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(payload), TAG_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks HmacSHA256", e);
        }
    }
}
