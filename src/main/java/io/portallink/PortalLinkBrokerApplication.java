package io.portallink;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The portal-link broker: one service that opens shipping platforms' hosted portals. */
// callers have API keys, not user names: without this, Boot would make up a user and print its password
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
@EnableScheduling
@Modulithic(systemName = "portal-link broker")
public class PortalLinkBrokerApplication {

    public static void main(String[] args) {
        SpringApplication.run(PortalLinkBrokerApplication.class, args);
    }

    @Bean
    static ConfigurationCheck configurationCheck(Environment environment) {
        return new ConfigurationCheck(environment);
    }

    /** Ticks in milliseconds, so that a time reads the same from memory, from either store and in JSON. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    }
}
