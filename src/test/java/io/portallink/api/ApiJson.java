package io.portallink.api;

import io.portallink.broker.BrokerKit;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

/** How the API reads JSON, from the application's own settings and beans, so that it can't drift from what runs. */
final class ApiJson {

    static final JsonMapper MAPPER = mapper();
    static final OpenPortalReader READER = new OpenPortalReader(BrokerKit.platforms("easypost", "shipengine"), MAPPER);

    private ApiJson() {}

    private static JsonMapper mapper() {
        AtomicReference<JsonMapper> mapper = new AtomicReference<>();
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
                .withBean(JsonMapperBuilderCustomizer.class, () -> new ApiConfiguration().strictJson())
                .run(context -> mapper.set(context.getBean(JsonMapper.class)));
        return mapper.get();
    }
}
