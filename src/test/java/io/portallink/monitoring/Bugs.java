package io.portallink.monitoring;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** An address behind which there is a bug, since we know of none. */
@TestConfiguration(proxyBeanMethods = false)
class Bugs {

    @Bean
    Bug bug() {
        return new Bug();
    }

    @RestController
    static final class Bug {

        @GetMapping("/bug/{secret}")
        void bug(@PathVariable String secret) {
            if (!secret.isEmpty()) {
                throw new IllegalStateException("a bug, about " + secret);
            }
        }
    }
}
