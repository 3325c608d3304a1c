package io.portallink.broker;

import io.portallink.portal.Page;
import io.portallink.portal.Platform;
import io.portallink.portal.Secret;
import io.portallink.portal.Settings;
import io.portallink.portal.Warning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes.
 *
 * @param settings the tenant's, for this platform
 * @param registered whether the account is the registered one
 * @param themeId the request's, else the account's
 * @param page {@code null}: the front page
 * @param returnUrl the tenant's page, if it has one
 * @param refreshUrl likewise
 */
public record Route(
        Platform platform,
        Settings settings,
        Secret account,
        boolean registered,
        @Nullable String themeId,
        @Nullable Page page,
        @Nullable String returnUrl,
        @Nullable String refreshUrl,
        List<Warning> warnings) {}
