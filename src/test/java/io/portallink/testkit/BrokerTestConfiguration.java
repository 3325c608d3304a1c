package io.portallink.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The configuration of a {@link BrokerTest}; a test's own {@code properties} override it. */
public final class BrokerTestConfiguration implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    public static final String PUBLIC_BASE_URL = "https://links.example.com";
    public static final String RETURN_URL = "https://dashboard.example/shipping";
    public static final String REFRESH_URL = "https://dashboard.example/shipping/open";
    public static final String EASYPOST_KEY = "EZAKtestOfTheBroker0000";
    public static final String SHIPENGINE_KEY = "SEkey+/of/the+broker=";
    public static final String SHIPENGINE_THEME = "3f1e7a3e-0000-4000-8000-00000000beef";
    public static final String SERVER_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private static final String APPLICATION_YAML =
            "Config resource 'class path resource [application.yaml]' via location 'optional:classpath:/'";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        // below what a test sets itself, above application.yaml
        context.getEnvironment()
                .getPropertySources()
                .addBefore(APPLICATION_YAML, new MapPropertySource("broker-test", properties()));
    }

    /** Everything a broker needs to start against the stub platforms. */
    public static Map<String, Object> properties() {
        Map<String, Object> p = new HashMap<>();
        p.put("portal.public-base-url", PUBLIC_BASE_URL);
        p.put("portal.keys[0]", SERVER_KEY);
        p.put("management.server.port", "0");
        p.put("spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        tenant(p, "acme", "Acme Market");
        key(p, "acme", 0, "acme-key", "links", "merchants");
        key(p, "acme", 1, "acme-links-key", "links");
        key(p, "acme", 2, "acme-merchants-key", "merchants");
        p.put("portal.tenants.acme.return-urls[0]", RETURN_URL);
        p.put("portal.tenants.acme.return-urls[1]", RETURN_URL + "/other?a=b#part");
        p.put("portal.tenants.acme.refresh-urls[0]", REFRESH_URL);
        p.put("portal.tenants.acme.platforms.easypost.api-key", EASYPOST_KEY);
        p.put("portal.tenants.acme.platforms.shipengine.api-key", SHIPENGINE_KEY);
        p.put("portal.tenants.acme.platforms.shipengine.on-behalf-of", "account-id");
        p.put("portal.tenants.acme.platforms.shipengine.theme-id", SHIPENGINE_THEME);
        tenant(p, "bare", "Bare Market");
        key(p, "bare", 0, "bare-key", "links", "merchants");
        p.put("portal.tenants.bare.platforms.easypost.api-key", EASYPOST_KEY);
        p.put("portal.platforms.easypost.base-url", StubPlatforms.easyPost().baseUrl());
        p.put("portal.platforms.shipengine.base-url", StubPlatforms.shipEngine().baseUrl());
        p.put("portal.platforms.shipengine.budget-per-minute", "0");
        return p;
    }

    private static void tenant(Map<String, Object> p, String id, String displayName) {
        p.put("portal.tenants." + id + ".display-name", displayName);
        p.put("portal.tenants." + id + ".requests-per-minute", "0");
    }

    private static void key(Map<String, Object> p, String tenant, int index, String key, String... scopes) {
        String path = "portal.tenants." + tenant + ".api-keys[" + index + "].";
        p.put(path + "id", key);
        p.put(path + "sha256", sha256(key));
        for (int i = 0; i < scopes.length; i++) {
            p.put(path + "scopes[" + i + "]", scopes[i]);
        }
    }

    /** Hex SHA-256, as an API key is configured. */
    public static String sha256(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
