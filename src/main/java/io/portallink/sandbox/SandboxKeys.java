package io.portallink.sandbox;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/** Makes the sandbox's key at each start, so that none is ever written into a file that could be copied. */
final class SandboxKeys implements EnvironmentPostProcessor, Ordered {

    private static final int KEY_BYTES = 32;

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.acceptsProfiles(Profiles.of(SandboxConfiguration.PROFILE)) && !hasKeys(environment)) {
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "sandboxKeys",
                            Map.of("portal.keys[0]", Base64.getEncoder().encodeToString(key))));
        }
    }

    private static boolean hasKeys(ConfigurableEnvironment environment) {
        return Binder.get(environment)
                .bind("portal.keys", Bindable.listOf(String.class))
                .isBound();
    }

    /** After the configuration files were read: only then are the profiles and the keys known. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
