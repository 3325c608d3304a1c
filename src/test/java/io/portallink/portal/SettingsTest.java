package io.portallink.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingsTest {

    private static final String NAME = "api-key";

    @ParameterizedTest
    @ValueSource(strings = {"BLOCK_APIKEY", "BLOCK_API_KEY"})
    void settingWhenInTheEnvironmentThenCountsBeforeTheFiles(String variable) {
        Settings settings = bound(Map.of(variable, "of the environment"), Map.of("block.api-key", "of the file"));

        assertThat(settings.required(NAME)).isEqualTo("of the environment");
        settings.allow(Set.of(NAME));
    }

    @Test
    void settingWhenInAFileAloneThenFound() {
        assertThat(bound(Map.of(), Map.of("block.api-key", "of the file")).required(NAME))
                .isEqualTo("of the file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-keys", "apikeys", "api", "a-pi-key"})
    void settingWhenOfAnotherNameThenRefused(String name) {
        Settings settings = new Settings(Map.of(name, "x"));

        assertThat(settings.optional(NAME)).isEmpty();
        assertThatThrownBy(() -> settings.allow(Set.of(NAME)))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(name);
    }

    private static Settings bound(Map<String, Object> environment, Map<String, Object> file) {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addLast(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new LinkedHashMap<>(environment)));
        sources.addLast(new MapPropertySource("file", file));
        Bindable<Map<String, String>> map =
                Bindable.of(ResolvableType.forClassWithGenerics(Map.class, String.class, String.class));
        return new Settings(new Binder(ConfigurationPropertySources.from(sources))
                .bind("block", map)
                .get());
    }
}
