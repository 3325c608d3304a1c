package io.portallink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portallink.portal.InvalidConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.env.MockEnvironment;

class SandboxGuardTest {

    @Test
    void checkWhenTheShippedConfigurationThenPasses() throws Exception {
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("sandbox", new ClassPathResource("application-sandbox.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        assertThatCode(() -> new SandboxGuard(environment).check()).doesNotThrowAnyException();
        assertThat(environment.getProperty("spring.datasource.url")).isEqualTo(SandboxGuard.DATASOURCE_URL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.1.2.3"})
    void checkWhenAddressIsLoopbackThenPasses(String address) {
        assertThatCode(() -> new SandboxGuard(sandbox().withProperty("server.address", address)).check())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "server.address, 0.0.0.0",
        "server.address, 192.168.1.7",
        "server.address, ''",
        "management.server.address, 0.0.0.0",
        "portal.public-base-url, https://links.example.com",
        "portal.public-base-url, http://localhost.example.com",
        "portal.public-base-url, ''",
        "portal.platforms.easypost.base-url, https://api.easypost.com",
        "portal.platforms.shipengine.login-url, https://dashboard.shipengine.com/api/directlogin",
        "spring.datasource.url, jdbc:postgresql://db.example/broker",
        "spring.datasource.url, jdbc:h2:file:./data/broker",
        "spring.datasource.username, broker",
        "spring.datasource.password, secret",
        "spring.datasource.jndi-name, java:/broker",
        "spring.datasource.hikari.jdbc-url, jdbc:postgresql://db.example/broker",
        "spring.flyway.url, jdbc:postgresql://db.example/broker",
    })
    void checkWhenSomethingCouldBeRealThenRefusesNamingIt(String property, String value) {
        SandboxGuard guard = new SandboxGuard(sandbox().withProperty(property, value));
        assertThatExceptionOfType(InvalidConfiguration.class)
                .isThrownBy(guard::check)
                .withMessageStartingWith(property + " ")
                .satisfies(e -> assertThat(value.isEmpty()
                                || !String.valueOf(e.getMessage()).contains(value))
                        .isTrue());
    }

    @Test
    void checkWhenAnotherTenantIsConfiguredThenRefusesNamingIt() {
        SandboxGuard guard = new SandboxGuard(sandbox().withProperty("portal.tenants.acme.api-keys[0].id", "backend"));
        assertThatExceptionOfType(InvalidConfiguration.class)
                .isThrownBy(guard::check)
                .withMessageStartingWith("portal.tenants.acme ");
    }

    @Test
    void checkWhenNoDatasourceIsNamedThenRefuses() {
        MockEnvironment environment = new MockEnvironment();
        environment.setProperty("server.address", "127.0.0.1");
        environment.setProperty("management.server.address", "127.0.0.1");
        environment.setProperty("portal.public-base-url", "http://localhost:8080");
        assertThatExceptionOfType(InvalidConfiguration.class)
                .isThrownBy(() -> new SandboxGuard(environment).check())
                .withMessageStartingWith("spring.datasource.url ");
    }

    private static MockEnvironment sandbox() {
        return new MockEnvironment()
                .withProperty("server.address", "127.0.0.1")
                .withProperty("management.server.address", "127.0.0.1")
                .withProperty("portal.public-base-url", "http://localhost:8080")
                .withProperty("portal.tenants.demo.display-name", "Demo Market")
                .withProperty("portal.platforms.easypost.base-url", "http://localhost:8080/sandbox/easypost")
                .withProperty("spring.datasource.url", SandboxGuard.DATASOURCE_URL)
                .withProperty("spring.datasource.username", "sa")
                .withProperty("spring.datasource.password", "");
    }
}
