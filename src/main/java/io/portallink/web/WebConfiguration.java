package io.portallink.web;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    private static final String BUFFER = "2048"; // bytes

    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIdFilter() {
        FilterRegistrationBean<RequestIdFilter> registration = new FilterRegistrationBean<>(new RequestIdFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<PathParametersFilter> pathParametersFilter(ProblemAnswers answers) {
        FilterRegistrationBean<PathParametersFilter> registration =
                new FilterRegistrationBean<>(new PathParametersFilter(answers));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    @Bean
    FilterRegistrationBean<PreflightFilter> preflightFilter() {
        FilterRegistrationBean<PreflightFilter> registration = new FilterRegistrationBean<>(new PreflightFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return registration;
    }

    @Bean
    ProblemResponses problemResponses(JsonMapper json) {
        return new ProblemResponses(json);
    }

    @Bean
    ProblemAnswers problemAnswers(ProblemResponses problems, HtmlPages pages) {
        return new ProblemAnswers(problems, pages);
    }

    @Bean
    MalformedRequests malformedRequests(ProblemAnswers answers) {
        return new MalformedRequests(answers);
    }

    @Bean
    RequestsAtOnce requestsAtOnce() {
        return new RequestsAtOnce();
    }

    @Bean
    HtmlPages htmlPages() {
        return new HtmlPages();
    }

    /**
     * What comes and goes here is small, and each connection has the first two of these buffers for as long as it is open,
     * each request the third, and twice as much again for its characters.
     */
    @Bean
    TomcatConnectorCustomizer smallBuffers() {
        return connector -> {
            connector.setProperty("socket.appReadBufSize", BUFFER);
            connector.setProperty("socket.appWriteBufSize", BUFFER);
            connector.setProperty("desiredBufferSize", BUFFER);
            connector.setProperty("maxTrailerSize", "512"); // nobody sends any
        };
    }

    /**
     * Judges the path alone. What the broker uses of headers and parameters is judged where it is used, and refused by name;
     * what it does not use may hold anything that a CDN, a proxy or a browser puts there. Methods are the controllers' matter.
     */
    @Bean
    HttpFirewall pathFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(ignored -> true);
        firewall.setAllowedHeaderValues(ignored -> true);
        firewall.setAllowedParameterNames(ignored -> true);
        firewall.setAllowedParameterValues(ignored -> true);
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    /** Where the container has given up on the request already, over its body, its answer stands. */
    @Bean
    RequestRejectedHandler requestRejectedHandler(ProblemAnswers answers) {
        return (request, response, ignored) -> {
            if (!response.isCommitted()) {
                answers.write(PathParametersFilter.malformedPath(), request, response);
            }
        };
    }

    /** Each filter's own observation tells nothing that the request's does not, and costs more than most filters. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Management has its own port, on loopback unless told otherwise; that is its protection. */
    @Bean
    @Order(1)
    SecurityFilterChain managementSecurity(HttpSecurity http) {
        return bare(http.securityMatcher(EndpointRequest.toAnyEndpoint()));
    }

    /** What browsers reach has no account of its own: a ticket is what opens it. The API's chain comes before this one. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain browserSecurity(HttpSecurity http) {
        return bare(http);
    }

    private static SecurityFilterChain bare(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable) // Sec-Fetch-Site decides on the one form there is
                .headers(AbstractHttpConfigurer::disable) // HtmlPages sets the contract's own
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }
}
