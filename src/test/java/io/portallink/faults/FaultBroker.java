package io.portallink.faults;

import io.portallink.PortalLinkBrokerApplication;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.upstream.Lanes;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** One of several brokers on one store; every cell of the matrix has a breaker, a bulkhead and a tap of its own there. */
final class FaultBroker implements AutoCloseable {

    /** Calls under way at once in a lane. */
    static final int MAX_CONCURRENT = 100;

    private final ConfigurableApplicationContext context;

    private FaultBroker(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static FaultBroker start(String storeUrl, Clock clock, Map<String, String> properties) {
        Map<String, Object> all = new HashMap<>(BrokerTestConfiguration.properties());
        all.put("spring.datasource.url", storeUrl);
        all.put("server.port", "0");
        all.put("spring.jmx.enabled", "false");
        all.put("logging.level.root", "ERROR");
        all.put("portal.platforms.easypost.max-concurrent", MAX_CONCURRENT);
        all.put("portal.platforms.shipengine.max-concurrent", MAX_CONCURRENT);
        all.put("resilience4j.circuitbreaker.configs.default.wait-duration-in-open-state", "4s");
        all.putAll(properties);
        SpringApplication application = new SpringApplication(PortalLinkBrokerApplication.class);
        application.setRegisterShutdownHook(false);
        ApplicationContextInitializer<GenericApplicationContext> own = beans -> {
            beans.registerBean("matrixClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
            beans.registerBean("matrixLanes", Lanes.class, () -> FaultBroker::lane);
        };
        application.addInitializers(own);
        return new FaultBroker(application.run(all.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new)));
    }

    /** By what stands before the first dot. */
    static String lane(io.portallink.portal.PlatformId platform, io.portallink.portal.MerchantId merchant) {
        return platform.value() + "-" + merchant.value().split("\\.", 2)[0];
    }

    Http http() {
        return new Http(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
