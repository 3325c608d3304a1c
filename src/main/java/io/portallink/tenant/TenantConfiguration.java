package io.portallink.tenant;

import io.portallink.portal.HttpsUrl;
import io.portallink.portal.InvalidConfiguration;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Settings;
import io.portallink.portal.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Reads the tenants and refuses what can't be right, with the property and the remedy. */
@Configuration(proxyBeanMethods = false)
class TenantConfiguration {

    private static final int DEFAULT_REQUESTS_PER_MINUTE = 6000;
    private static final int MAX_URL = 2048;
    private static final Pattern SHA256 = Pattern.compile("[0-9A-Fa-f]{64}");
    private static final String DEMO_KEY_SHA256 = ApiKey.hash("demo-key");

    @Bean
    Tenants tenants(TenantProperties properties, Environment environment) {
        boolean sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
        Map<String, TenantProperties.Block> blocks = properties.tenants();
        if (blocks == null || blocks.isEmpty()) {
            throw new InvalidConfiguration("portal.tenants", "is missing; configure at least one tenant");
        }
        Set<String> hashes = new HashSet<>();
        List<Tenant> tenants = new ArrayList<>();
        blocks.forEach((name, block) -> tenants.add(tenant(name, block, hashes, sandbox)));
        return new Tenants(tenants);
    }

    private static Tenant tenant(String name, TenantProperties.Block block, Set<String> hashes, boolean sandbox) {
        String path = "portal.tenants." + name;
        Integer requests = block.requestsPerMinute();
        if (requests != null && requests < 0) {
            throw new InvalidConfiguration(path + ".requests-per-minute", "must be 0 (no limit) or more");
        }
        return new Tenant(
                id(path, name),
                block.displayName() == null ? name : block.displayName(),
                keys(path, block.apiKeys(), hashes, sandbox),
                requests == null ? DEFAULT_REQUESTS_PER_MINUTE : requests,
                urls(path + ".return-urls", block.returnUrls()),
                urls(path + ".refresh-urls", block.refreshUrls()),
                settings(path + ".platforms", block.platforms()));
    }

    private static TenantId id(String path, String name) {
        try {
            return new TenantId(name);
        } catch (IllegalArgumentException ignored) {
            throw new InvalidConfiguration(path, "is not a tenant name; use 1 to 64 of A-Z a-z 0-9 . _ -");
        }
    }

    private static List<ApiKey> keys(
            String path, @Nullable List<TenantProperties.Key> keys, Set<String> hashes, boolean sandbox) {
        if (keys == null || keys.isEmpty()) {
            throw new InvalidConfiguration(path + ".api-keys", "is missing; give the tenant at least one API key");
        }
        List<ApiKey> result = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            result.add(key(path + ".api-keys[" + i + "]", keys.get(i), hashes, sandbox));
        }
        return result;
    }

    private static ApiKey key(String path, TenantProperties.Key key, Set<String> hashes, boolean sandbox) {
        String sha256 = key.sha256();
        if (sha256 == null || !SHA256.matcher(sha256).matches()) {
            throw new InvalidConfiguration(
                    path + ".sha256", "must be the hex SHA-256 of the key: echo -n KEY | sha256sum");
        }
        String hash = sha256.toLowerCase(Locale.ROOT);
        if (!sandbox && hash.equals(DEMO_KEY_SHA256)) {
            throw new InvalidConfiguration(
                    path + ".sha256", "is that of the sandbox's public key; make a key of your own");
        }
        if (!hashes.add(hash)) {
            throw new InvalidConfiguration(path + ".sha256", "is configured twice; every API key must be unique");
        }
        String id = key.id();
        if (id == null || id.isBlank()) {
            throw new InvalidConfiguration(
                    path + ".id", "is missing; name the key, so that logs can say which was used");
        }
        return new ApiKey(id, hash, scopes(path + ".scopes", key.scopes()));
    }

    private static Set<Scope> scopes(String path, @Nullable List<String> words) {
        if (words == null || words.isEmpty()) {
            throw new InvalidConfiguration(path, "is missing; set [links, merchants] or one of them");
        }
        Set<Scope> scopes = new HashSet<>();
        for (String word : words) {
            scopes.add(Scope.fromWire(word)
                    .orElseThrow(() -> new InvalidConfiguration(path, "may hold links and merchants only")));
        }
        return scopes;
    }

    private static List<String> urls(String path, @Nullable List<String> urls) {
        List<String> result = urls == null ? List.of() : urls;
        for (int i = 0; i < result.size(); i++) {
            String property = path + "[" + i + "]";
            HttpsUrl.parse(property, result.get(i));
            if (result.get(i).length() > MAX_URL) {
                throw new InvalidConfiguration(property, "must have at most " + MAX_URL + " characters");
            }
        }
        return result;
    }

    private static Map<PlatformId, Settings> settings(
            String path, @Nullable Map<String, Map<String, String>> platforms) {
        if (platforms == null || platforms.isEmpty()) {
            throw new InvalidConfiguration(path, "is missing; give the tenant its credential at one platform at least");
        }
        Map<PlatformId, Settings> result = new LinkedHashMap<>();
        platforms.forEach((name, values) -> {
            if (!PlatformId.isWellFormed(name)) {
                throw new InvalidConfiguration(path + "." + name, "is not a platform; remove it or correct the name");
            }
            result.put(new PlatformId(name), new Settings(values));
        });
        return result;
    }
}
