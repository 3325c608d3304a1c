package io.portallink.api;

import io.portallink.portal.Problem;
import io.portallink.portal.ProblemException;
import io.portallink.tenant.Scope;
import io.portallink.tenant.Tenants;
import io.portallink.web.ProblemResponses;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;

/** Bearer keys and scopes for {@code /v1}; then the tenant's rate limit, and only then anything else of a request. */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    @Bean
    @Order(2)
    SecurityFilterChain apiSecurityChain(HttpSecurity http, Tenants tenants, ProblemResponses problems) {
        AuthenticationEntryPoint unauthorized = (request, response, ignored) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            problems.write(request, response, new ProblemException(Problem.UNAUTHORIZED));
        };
        AccessDeniedHandler forbidden = (request, response, ignored) ->
                problems.write(request, response, new ProblemException(Problem.FORBIDDEN));
        return http.securityMatcher("/v1", "/v1/**")
                .addFilterBefore(authentication(tenants, unauthorized), AuthorizationFilter.class)
                .addFilterAfter(new RateLimitFilter(problems), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/v1/portal-links", "/v1/portal-links/**", "/v1/platforms", "/v1/platforms/**")
                        .hasAuthority(Scope.LINKS.wire())
                        .anyRequest()
                        .hasAuthority(Scope.MERCHANTS.wire()))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(unauthorized).accessDeniedHandler(forbidden))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable) // no cookie ever authenticates a call
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .headers(headers ->
                        headers.cacheControl(cache -> cache.disable()).frameOptions(frame -> frame.disable()))
                .build();
    }

    private static AuthenticationFilter authentication(Tenants tenants, AuthenticationEntryPoint unauthorized) {
        AuthenticationManager manager =
                authentication -> tenants.authenticate(String.valueOf(authentication.getCredentials()))
                        .map(ApiCaller::new)
                        .orElseThrow(() -> new BadCredentialsException("unknown API key"));
        AuthenticationFilter filter = new AuthenticationFilter(manager, new BearerKeyConverter());
        filter.setSuccessHandler((ignored1, ignored2, ignored3) -> {}); // nothing to do: the request goes on
        filter.setFailureHandler(unauthorized::commence);
        return filter;
    }
}
