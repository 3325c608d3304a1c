package io.portallink.sandbox;

import java.time.Instant;

/**
 * What a simulated ShipEngine session was opened with.
 *
 * @param redirectTo the page that was asked for; empty for none
 * @param themeId empty for none
 * @param token the one that was used, masked
 * @param expiresAt when that token dies, used or not
 */
record ShipEngineSession(String account, String redirectTo, String themeId, String token, Instant expiresAt) {

    @Override
    public String toString() {
        return "ShipEngineSession[" + redirectTo + "]";
    }
}
