package io.portallink;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
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

    /** Only the store's clock goes by it; that one is what everything else goes by. */
    @Bean(defaultCandidate = false)
    @Qualifier("machine")
    Clock machineClock() {
        return Clock.systemUTC();
    }
}
