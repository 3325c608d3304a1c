package io.portallink.toy;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code portal.platforms.toy}.
 *
 * @param enabled whether it is switched on
 * @param baseUrl where its API is
 */
@ConfigurationProperties("portal.platforms.toy")
record ToyProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("https://toy.example") String baseUrl) {}
