package io.portallink.tenant;

import io.portallink.portal.TenantId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All configured tenants. */
public final class Tenants {

    private final Map<TenantId, Tenant> byId = new LinkedHashMap<>();

    public Tenants(List<Tenant> tenants) {
        tenants.forEach(tenant -> byId.put(tenant.id(), tenant));
    }

    public Collection<Tenant> all() {
        return byId.values();
    }

    public Optional<Tenant> find(TenantId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Compares with every key in constant time, so the time taken tells nothing of how near a guess came. */
    public Optional<Caller> authenticate(String apiKey) {
        String hash = ApiKey.hash(apiKey);
        @Nullable Caller found = null;
        for (Tenant tenant : byId.values()) {
            for (ApiKey key : tenant.apiKeys()) {
                if (key.matches(hash)) {
                    found = new Caller(tenant, key);
                }
            }
        }
        return Optional.ofNullable(found);
    }
}
