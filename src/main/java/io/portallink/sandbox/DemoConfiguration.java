package io.portallink.sandbox;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the demonstration dashboard is made of; the simulated platforms are in {@link SandboxConfiguration}. */
@Configuration(proxyBeanMethods = false)
@Profile(SandboxConfiguration.PROFILE)
class DemoConfiguration {

    @Bean
    SandboxPages sandboxPages() {
        return new SandboxPages();
    }

    @Bean
    BrokerClient sandboxBrokerClient(SandboxAddress address) {
        return new BrokerClient(address);
    }

    @Bean
    DemoStates sandboxStates(Clock clock) {
        return new DemoStates(clock);
    }

    @Bean
    Attempts sandboxAttempts(Clock clock) {
        return new Attempts(clock);
    }

    @Bean
    AttemptPage sandboxAttemptPage(Journal journal, Troubles troubles, BrokerClient broker) {
        return new AttemptPage(journal, troubles, broker);
    }

    @Bean
    MailScanner sandboxMailScanner() {
        return new MailScanner();
    }

    @Bean
    LinkExpiry sandboxLinkExpiry(JdbcClient jdbc, Clock clock) {
        return new LinkExpiry(jdbc, clock);
    }
}
