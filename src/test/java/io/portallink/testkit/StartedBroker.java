package io.portallink.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.portallink.PortalLinkBrokerApplication;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A broker that a test starts itself, beside others on the same store; like a {@link BrokerTest} otherwise. */
public final class StartedBroker implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private StartedBroker(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static StartedBroker start(String storeUrl, List<String> keys) {
        return start(storeUrl, keys, Map.of());
    }

    /** With beans and properties of the test's own, too. */
    public static StartedBroker start(
            String storeUrl, List<String> keys, Map<String, Object> properties, Class<?>... configurations) {
        Map<String, Object> all = new HashMap<>(BrokerTestConfiguration.properties());
        all.remove("portal.keys[0]");
        for (int i = 0; i < keys.size(); i++) {
            all.put("portal.keys[" + i + "]", keys.get(i));
        }
        all.put("spring.datasource.url", storeUrl);
        all.put("server.port", "0");
        all.putAll(properties);
        SpringApplication application = new SpringApplication(PortalLinkBrokerApplication.class);
        application.addPrimarySources(List.of(configurations));
        application.setRegisterShutdownHook(false);
        return new StartedBroker(application.run(all.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new)));
    }

    /** Checks that it does not start. */
    public static void assertRefused(String storeUrl, List<String> keys) {
        Throwable refused = catchThrowable(() -> start(storeUrl, keys).close());
        assertThat(refused).as("the start").isNotNull();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public Http http() {
        return http("local.server.port");
    }

    public Http management() {
        return http("local.management.port");
    }

    private Http http(String port) {
        return new Http(context.getEnvironment().getRequiredProperty(port, Integer.class));
    }

    @Override
    public void close() {
        context.close();
    }
}
