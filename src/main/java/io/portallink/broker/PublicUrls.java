package io.portallink.broker;

import io.portallink.link.LinkId;
import io.portallink.link.TokenUse;
import io.portallink.link.Tokens;
import io.portallink.portal.HttpsUrl;
import io.portallink.portal.InvalidConfiguration;
import io.portallink.portal.TenantId;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The broker's own public URLs; from the configuration, never from what a request says its host is. */
final class PublicUrls {

    private static final String PROPERTY = "portal.public-base-url";

    private final String base;
    private final Tokens tokens;

    PublicUrls(@Nullable String publicBaseUrl, Tokens tokens) {
        if (publicBaseUrl == null || publicBaseUrl.isBlank()) {
            throw new InvalidConfiguration(
                    PROPERTY, "is missing; set the address under which browsers reach this broker");
        }
        this.base = HttpsUrl.parseBase(PROPERTY, publicBaseUrl);
        this.tokens = tokens;
    }

    /** A URL with a new token for this use. */
    URI url(TokenUse use, TenantId tenant, LinkId link) {
        return URI.create(base + "/" + use.path() + "/" + tokens.issue(use, tenant, link));
    }
}
