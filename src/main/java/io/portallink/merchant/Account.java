package io.portallink.merchant;

import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's registered account at a platform.
 *
 * @param account EasyPost's user id, or what ShipEngine's {@code On-Behalf-Of} needs: 1 to 512 visible characters
 * @param themeId overrides the tenant's theme, and is overridden by a request's
 */
public record Account(
        MerchantId merchant,
        PlatformId platform,
        Secret account,
        @Nullable String themeId,
        Instant createdAt,
        Instant updatedAt) {}
