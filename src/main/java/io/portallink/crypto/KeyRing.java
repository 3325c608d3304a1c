package io.portallink.crypto;

import io.portallink.portal.InvalidConfiguration;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's keys, in the configured order: the first signs and encrypts, all verify and decrypt. From each, one
 * subkey per {@link KeyUse} is derived with HKDF-SHA256 (RFC 5869). A key's id is derived from it too, so the
 * configuration stays a plain list.
 */
public final class KeyRing {

    /** Bytes in a key's id. */
    static final int ID_LENGTH = 4;

    private static final int KEY_LENGTH = 32;
    private static final byte[] KEY_ID_INFO = "portal-link-broker/v1/key-id".getBytes(StandardCharsets.UTF_8);

    private final Map<String, Map<KeyUse, SecretKey>> keys = new LinkedHashMap<>();
    private final String currentId;

    /**
     * @param base64Keys base64 of 32 random bytes each
     * @throws InvalidConfiguration when there is none, one is unreadable, or one stands twice
     */
    public KeyRing(List<String> base64Keys) {
        if (base64Keys.isEmpty()) {
            throw new InvalidConfiguration(
                    "portal.keys", "is missing; set the base64 of 32 random bytes: head -c 32 /dev/urandom | base64");
        }
        for (int i = 0; i < base64Keys.size(); i++) {
            add("portal.keys[" + i + "]", base64Keys.get(i));
        }
        currentId = keys.keySet().iterator().next();
    }

    private void add(String property, String base64) {
        byte[] key = decode(property, base64);
        String id = HexFormat.of().formatHex(derive(key, KEY_ID_INFO, ID_LENGTH));
        Map<KeyUse, SecretKey> subkeys = new EnumMap<>(KeyUse.class);
        for (KeyUse use : KeyUse.values()) {
            subkeys.put(use, new SecretKeySpec(derive(key, use.info(), KEY_LENGTH), "AES"));
        }
        if (keys.putIfAbsent(id, subkeys) != null) {
            throw new InvalidConfiguration(property, "stands in the list twice; remove one");
        }
    }

    private static byte[] decode(String property, String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64);
            if (key.length == KEY_LENGTH) {
                return key;
            }
        } catch (IllegalArgumentException ignored) {
            // falls through to the same advice
        }
        throw new InvalidConfiguration(
                property, "must be the base64 of exactly 32 random bytes: head -c 32 /dev/urandom | base64");
    }

    private static byte[] derive(byte[] key, byte[] info, int length) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(info, length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks HKDF-SHA256", e);
        }
    }

    /** The id of the key that signs and encrypts: 8 hex digits. */
    public String currentId() {
        return currentId;
    }

    /** The ids of all configured keys. */
    public Set<String> ids() {
        return Set.copyOf(keys.keySet());
    }

    Optional<SecretKey> subkey(String id, KeyUse use) {
        return Optional.ofNullable(keys.get(id)).map(subkeys -> subkeys.get(use));
    }
}
