package io.portallink.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole broker on a real port, its store in memory, both platforms stubbed by {@link StubPlatforms}. Two tenants:
 * {@code acme} (key {@code acme-key}, both scopes, all URLs, both platforms; {@code acme-links-key} and
 * {@code acme-merchants-key} with one scope each) and {@code bare} (key {@code bare-key}, no URLs, EasyPost only).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = BrokerTestConfiguration.class)
public @interface BrokerTest {}
