package io.portallink.broker;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the broker itself needs of {@code portal}.
 *
 * @param publicBaseUrl the address under which browsers reach this broker
 * @param platforms only the names: each connector binds its own block
 */
@ConfigurationProperties("portal")
record BrokerProperties(
        @Nullable String publicBaseUrl, @Nullable Map<String, Map<String, Object>> platforms) {}
