package io.portallink.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a subkey is for. Each use has its own, so that what is made for one purpose opens nothing for another. */
public enum KeyUse {
    ACCOUNT,
    INLINE_ACCOUNT,
    PREFILL,
    STATE,
    IDEMPOTENCY_KEY,
    LAUNCH_TICKET,
    REFRESH_TOKEN,
    RETURN_TOKEN;

    /** The HKDF info of this use; part of the stored format, so never rename a constant. */
    byte[] info() {
        return ("portal-link-broker/v1/" + name().toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8);
    }
}
