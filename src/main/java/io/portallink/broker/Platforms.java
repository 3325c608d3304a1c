package io.portallink.broker;

import io.portallink.portal.InvalidConfiguration;
import io.portallink.portal.Platform;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Settings;
import io.portallink.tenant.Tenant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Every platform there is, found by type; checks at start-up that the configuration names no other. */
public final class Platforms {

    private final Map<String, Platform> byId = new TreeMap<>();

    Platforms(List<Platform> platforms, Set<String> configured, Collection<Tenant> tenants) {
        for (Platform platform : platforms) {
            if (byId.put(platform.id().value(), platform) != null) {
                throw new IllegalStateException("two platforms have the id " + platform.id());
            }
        }
        configured.forEach(name -> known("portal.platforms." + name, name));
        tenants.forEach(tenant -> tenant.platforms().forEach((id, settings) -> check(tenant, id, settings)));
    }

    private void check(Tenant tenant, PlatformId id, Settings settings) {
        String path = "portal.tenants." + tenant.id() + ".platforms." + id;
        try {
            known(path, id.value()).check(settings);
        } catch (InvalidConfiguration e) {
            throw e.getMessage() != null && e.getMessage().startsWith("portal.") ? e : e.under(path);
        }
    }

    private Platform known(String path, String name) {
        Platform platform = byId.get(name);
        if (platform == null) {
            throw new InvalidConfiguration(path, "is not a known platform; there are " + byId.keySet());
        }
        return platform;
    }

    /** In the order of their ids. */
    public Collection<Platform> all() {
        return byId.values();
    }

    public Optional<Platform> find(PlatformId id) {
        return Optional.ofNullable(byId.get(id.value()));
    }

    /** Whether it is switched on and the tenant has its credential. */
    public static boolean enabled(Platform platform, Tenant tenant) {
        return platform.enabled() && tenant.platforms().containsKey(platform.id());
    }
}
