package io.portallink.sandbox;

import io.portallink.portal.PlatformId;
import io.portallink.portal.Secret;
import io.portallink.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** The keys that the simulated platforms gave to the tenant demo: what its configuration says. */
final class SandboxCredentials {

    private SandboxCredentials() {}

    /** Empty where the tenant has none: then the platform refuses every call, as the real one would */
    static Optional<Secret> apiKey(Tenants tenants, PlatformId platform) {
        return tenants.find(SandboxConfiguration.TENANT)
                .flatMap(tenant -> Optional.ofNullable(tenant.platforms().get(platform)))
                .flatMap(settings -> settings.optional("api-key"))
                .map(Secret::new);
    }

    static boolean matches(Optional<Secret> expected, String given) {
        return expected.map(Secret::value)
                .filter(key -> MessageDigest.isEqual(
                        key.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }
}
