package io.portallink.link;

import io.portallink.crypto.Sha256;
import io.portallink.crypto.Signer;
import io.portallink.portal.TenantId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tickets and tokens: {@code base64url(key id 4 ‖ tenant 8 ‖ link 16 ‖ tag 20)}, 48 bytes and so exactly 64 characters with
 * no spare bit: one spelling each. The tag authenticates the rest under the subkey of the use. Nothing of a token is
 * stored; whether it is genuine is decided without the store.
 */
public final class Tokens {

    private static final int TENANT_LENGTH = 8;
    private static final int PAYLOAD_LENGTH = Signer.KEY_ID_LENGTH + TENANT_LENGTH + LinkId.LENGTH;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{64}");

    private final Signer signer;

    public Tokens(Signer signer) {
        this.signer = signer;
    }

    public String issue(TokenUse use, TenantId tenant, LinkId link) {
        byte[] payload = ByteBuffer.allocate(PAYLOAD_LENGTH)
                .put(signer.keyId())
                .put(digest(tenant))
                .put(link.bytes())
                .array();
        byte[] token = ByteBuffer.allocate(PAYLOAD_LENGTH + Signer.TAG_LENGTH)
                .put(payload)
                .put(signer.sign(use.keyUse(), payload))
                .array();
        return Base64.getUrlEncoder().encodeToString(token);
    }

    /** The link a token stands for; empty when it is not genuine for this use. */
    public Optional<Genuine> read(TokenUse use, String token) {
        if (!FORM.matcher(token).matches()) {
            return Optional.empty();
        }
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        byte[] payload = Arrays.copyOf(bytes, PAYLOAD_LENGTH);
        byte[] keyId = Arrays.copyOf(bytes, Signer.KEY_ID_LENGTH);
        byte[] tag = Arrays.copyOfRange(bytes, PAYLOAD_LENGTH, bytes.length);
        if (!signer.verify(keyId, use.keyUse(), payload, tag)) {
            return Optional.empty();
        }
        int linkAt = Signer.KEY_ID_LENGTH + TENANT_LENGTH;
        return Optional.of(new Genuine(
                LinkId.of(Arrays.copyOfRange(payload, linkAt, PAYLOAD_LENGTH)),
                ByteBuffer.wrap(payload, Signer.KEY_ID_LENGTH, TENANT_LENGTH).getLong()));
    }

    private static byte[] digest(TenantId tenant) {
        return Arrays.copyOf(Sha256.of(tenant.value()), TENANT_LENGTH);
    }

    /**
     * What a genuine token says.
     *
     * @param tenantDigest the first 64 bits of SHA-256 of the tenant's id
     */
    public record Genuine(LinkId link, long tenantDigest) {

        public boolean isOf(TenantId tenant) {
            return ByteBuffer.wrap(digest(tenant)).getLong() == tenantDigest;
        }
    }
}
