package io.portallink.benchmark;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;

/** A bare proxy: everything goes to {@code platform}, nothing is added. */
@SpringBootApplication(proxyBeanMethods = false)
public class Gateway {

    public static void main(String[] args) {
        SpringApplication.run(Gateway.class, args);
    }

    @Bean
    RouteLocator platform(
            RouteLocatorBuilder routes,
            @org.springframework.beans.factory.annotation.Value("${platform}") String platform) {
        return routes.routes().route(route -> route.path("/**").uri(platform)).build();
    }
}
