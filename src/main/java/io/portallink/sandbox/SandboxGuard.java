package io.portallink.sandbox;

import io.portallink.portal.HttpsUrl;
import io.portallink.portal.InvalidConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Refuses to start a sandbox that could be reached from elsewhere or could reach something real. Checked before the first
 * bean is made, so before a configured database is migrated and before a port is opened.
 */
final class SandboxGuard implements BeanFactoryPostProcessor {

    static final String DATASOURCE_URL = "jdbc:h2:mem:sandbox;DB_CLOSE_DELAY=-1";
    private static final String DATASOURCE_USER = "sa";

    /** Each would put another database in the place of the sandbox's own. */
    private static final List<String> OTHER_DATASOURCES = List.of(
            "spring.datasource.jndi-name",
            "spring.datasource.hikari.jdbc-url",
            "spring.datasource.hikari.username",
            "spring.datasource.hikari.password",
            "spring.flyway.url");

    private final Environment environment;

    SandboxGuard(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        check();
    }

    /** @throws InvalidConfiguration naming the property and the remedy */
    void check() {
        loopbackAddress("server.address");
        loopbackAddress("management.server.address");
        loopbackUrl("portal.public-base-url");
        onlyTheDemoTenant();
        onlySimulatedPlatforms();
        ownDatasource();
    }

    private void loopbackAddress(String property) {
        if (!HttpsUrl.isLoopback(environment.getProperty(property, ""))) {
            throw new InvalidConfiguration(property, "must be a loopback address in the sandbox; set 127.0.0.1");
        }
    }

    private void loopbackUrl(String property) {
        String host =
                HttpsUrl.parse(property, environment.getProperty(property, "")).getHost();
        if (!HttpsUrl.isLoopback(host)) {
            throw new InvalidConfiguration(
                    property, "must be a loopback URL in the sandbox; leave the profile sandbox, or set localhost");
        }
    }

    private void onlyTheDemoTenant() {
        for (String name : names("portal.tenants")) {
            if (!name.equals(SandboxConfiguration.TENANT.value())) {
                throw new InvalidConfiguration(
                        "portal.tenants." + name,
                        "can't be served by the sandbox; remove the tenant, or leave the profile sandbox");
            }
        }
    }

    /** No network: what the broker calls is inside this application too. */
    private void onlySimulatedPlatforms() {
        for (String platform : names("portal.platforms")) {
            for (String setting : List.of("base-url", "login-url")) {
                String property = "portal.platforms." + platform + "." + setting;
                if (environment.getProperty(property) != null) {
                    loopbackUrl(property);
                }
            }
        }
    }

    private Set<String> names(String property) {
        return Binder.get(environment)
                .bind(property, Bindable.mapOf(String.class, Object.class))
                .map(Map::keySet)
                .orElse(Set.of());
    }

    private void ownDatasource() {
        String remedy = "is configured, but the sandbox keeps to its own store in memory; remove it";
        if (!DATASOURCE_URL.equals(environment.getProperty("spring.datasource.url"))) {
            throw new InvalidConfiguration("spring.datasource.url", remedy);
        }
        if (!DATASOURCE_USER.equals(environment.getProperty("spring.datasource.username", DATASOURCE_USER))) {
            throw new InvalidConfiguration("spring.datasource.username", remedy);
        }
        if (isSet("spring.datasource.password")) {
            throw new InvalidConfiguration("spring.datasource.password", remedy);
        }
        for (String property : OTHER_DATASOURCES) {
            if (isSet(property)) {
                throw new InvalidConfiguration(property, remedy);
            }
        }
    }

    private boolean isSet(String property) {
        @Nullable String value = environment.getProperty(property);
        return value != null && !value.isEmpty();
    }
}
