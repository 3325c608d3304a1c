package io.portallink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.mock.env.MockEnvironment;

class SandboxKeysTest {

    private static final String KEY = "portal.keys[0]";

    @Test
    void keysWhenSandboxThenMadeAtEachStart() {
        String first = key(sandbox());
        assertThat(Base64.getDecoder().decode(first)).hasSize(32);
        assertThat(key(sandbox())).isNotEqualTo(first);
    }

    @Test
    void keysWhenConfiguredThenKept() {
        assertThat(key(sandbox().withProperty(KEY, "given"))).isEqualTo("given");
    }

    @Test
    void keysWhenNotSandboxThenNone() {
        MockEnvironment environment = new MockEnvironment();
        new SandboxKeys().postProcessEnvironment(environment, new SpringApplication());
        assertThat(environment.getProperty(KEY)).isNull();
    }

    @Test
    void keysWhenBootLooksForPostProcessorsThenFound() {
        assertThat(SpringFactoriesLoader.forResourceLocation("META-INF/spring.factories")
                        .load(EnvironmentPostProcessor.class, (ignoredType, ignoredName, ignoredFailure) -> {}))
                .hasAtLeastOneElementOfType(SandboxKeys.class);
    }

    private static MockEnvironment sandbox() {
        MockEnvironment environment = new MockEnvironment();
        environment.setActiveProfiles("sandbox");
        return environment;
    }

    private static String key(MockEnvironment environment) {
        new SandboxKeys().postProcessEnvironment(environment, new SpringApplication());
        return environment.getRequiredProperty(KEY);
    }
}
