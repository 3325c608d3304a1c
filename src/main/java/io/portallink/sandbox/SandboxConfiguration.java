package io.portallink.sandbox;

import io.portallink.merchant.MerchantRegistry;
import io.portallink.portal.TenantId;
import io.portallink.tenant.Tenants;
import io.portallink.upstream.Lanes;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.support.TransactionOperations;

/** Everything of the sandbox; nothing of it exists without the profile. */
@Configuration(proxyBeanMethods = false)
@Profile(SandboxConfiguration.PROFILE)
class SandboxConfiguration {

    static final String PROFILE = "sandbox";
    static final TenantId TENANT = new TenantId("demo");

    @Bean
    static SandboxGuard sandboxGuard(Environment environment) {
        return new SandboxGuard(environment);
    }

    @Bean
    ApplicationRunner sandboxMerchants(MerchantRegistry registry, TransactionOperations transactions) {
        return new SandboxMerchants(registry, transactions);
    }

    @Bean
    Troubles sandboxTroubles() {
        return new Troubles();
    }

    @Bean
    Lanes sandboxLanes(Troubles troubles) {
        return troubles::lane;
    }

    @Bean
    SandboxAddress sandboxAddress(@Value("${server.port}") int port) {
        return new SandboxAddress(port);
    }

    @Bean
    Journal sandboxJournal() {
        return new Journal();
    }

    @Bean
    EasyPostSessions easyPostSessions(Clock clock) {
        return new EasyPostSessions(clock);
    }

    @Bean
    EasyPostSimulator easyPostSimulator(
            Tenants tenants, EasyPostSessions sessions, SandboxAddress address, Troubles troubles) {
        return new EasyPostSimulator(
                SandboxCredentials.apiKey(tenants, DemoMerchant.EASYPOST), sessions, address, troubles, Thread::sleep);
    }

    @Bean
    ShipEngineTokens shipEngineTokens(Clock clock) {
        return new ShipEngineTokens(clock);
    }

    @Bean
    ShipEngineAccounts shipEngineAccounts() {
        return new ShipEngineAccounts();
    }

    @Bean
    ShipEngineSimulator shipEngineSimulator(
            Tenants tenants,
            ShipEngineAccounts accounts,
            ShipEngineTokens tokens,
            SandboxAddress address,
            Troubles troubles) {
        return new ShipEngineSimulator(
                SandboxCredentials.apiKey(tenants, DemoMerchant.SHIPENGINE),
                accounts,
                tokens,
                address,
                troubles,
                Thread::sleep);
    }

    /** Before security, which would answer 401 to a caller without the key. */
    @Bean
    FilterRegistrationBean<LoopbackHostFilter> loopbackHostFilter() {
        FilterRegistrationBean<LoopbackHostFilter> registration =
                new FilterRegistrationBean<>(new LoopbackHostFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    /** The simulators check the platforms' own credentials, and the pages have no session that a forged form could use. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain sandboxSecurity(HttpSecurity http) {
        return http.securityMatcher("/", "/sandbox/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }
}
