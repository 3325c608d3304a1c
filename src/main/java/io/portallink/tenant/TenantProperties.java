package io.portallink.tenant;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;

/**
 * {@code portal.tenants}, as written; {@link TenantConfiguration} checks it.
 *
 * @param tenants by name
 */
@ConfigurationProperties("portal")
record TenantProperties(@Nullable Map<String, Block> tenants) {

    /**
     * One tenant.
     *
     * @param displayName the name its merchants know; default: its configured name
     * @param apiKeys its API keys; at least one
     * @param requestsPerMinute API requests a minute; 0: no limit; default 6000
     * @param returnUrls registered return URLs
     * @param refreshUrls registered refresh URLs
     * @param platforms settings by platform id
     */
    @ConfigurationPropertiesSource
    record Block(
            @Nullable String displayName,
            @Nullable List<Key> apiKeys,
            @Nullable Integer requestsPerMinute,
            @Nullable List<String> returnUrls,
            @Nullable List<String> refreshUrls,
            @Nullable Map<String, Map<String, String>> platforms) {

        @Override
        public String toString() {
            return "Block";
        }
    }

    /**
     * One API key.
     *
     * @param id its name, for logs
     * @param sha256 hex SHA-256 of the key
     * @param scopes links, merchants
     */
    @ConfigurationPropertiesSource
    record Key(
            @Nullable String id,
            @Nullable String sha256,
            @Nullable List<String> scopes) {}
}
