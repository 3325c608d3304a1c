package io.portallink.tenant;

import io.portallink.portal.PlatformId;
import io.portallink.portal.Settings;
import io.portallink.portal.TenantId;
import java.util.List;
import java.util.Map;

/**
 * One dashboard that calls the broker.
 *
 * @param displayName the name its merchants know
 * @param requestsPerMinute how many API requests it may send in a minute; 0: no limit
 * @param returnUrls registered return URLs; a request's must equal one character for character, the first is the default
 * @param refreshUrls likewise for refresh URLs
 * @param platforms its settings for each platform it has a credential for
 */
public record Tenant(
        TenantId id,
        String displayName,
        List<ApiKey> apiKeys,
        int requestsPerMinute,
        List<String> returnUrls,
        List<String> refreshUrls,
        Map<PlatformId, Settings> platforms) {

    public Tenant {
        apiKeys = List.copyOf(apiKeys);
        returnUrls = List.copyOf(returnUrls);
        refreshUrls = List.copyOf(refreshUrls);
        platforms = Map.copyOf(platforms);
    }
}
