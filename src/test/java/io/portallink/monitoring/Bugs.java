package io.portallink.monitoring;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** An address behind which there is a bug, since we know of none. */
@TestConfiguration(proxyBeanMethods = false)
class Bugs {

    @Bean
    RouterFunction<ServerResponse> bug() {
        return RouterFunctions.route()
                .GET("/bug/{secret}", request -> {
                    throw new IllegalStateException("a bug, about " + request.pathVariable("secret"));
                })
                .build();
    }
}
