package io.portallink.sandbox;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

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

    /** For every form; the simulators' own calls come from the broker, with the platform's credential. */
    @Bean
    WebMvcConfigurer sandboxForms(SandboxPages pages) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new SameOrigin(pages))
                        .addPathPatterns("/sandbox/**")
                        .excludePathPatterns(EasyPostApi.CALL, ShipEngineApi.CALL);
            }
        };
    }
}
