package io.portallink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.EmbeddedPostgresServer;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A configuration that can't be right never starts, and one line says what to fix without showing a value. */
@ExtendWith(OutputCaptureExtension.class)
class StartUpRefusalTest {

    private static final String DEMO_KEY_SHA256 = BrokerTestConfiguration.sha256("demo-key");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "portal.keys[0] | c2hvcnQ= | portal.keys[0] must be the base64 of exactly 32 random bytes",
                "portal.retention | -1s | portal.retention must be from 1m to 3650d; write it like 30d",
                "portal.retention | 30 | portal.retention must be from 1m to 3650d",
                "portal.retention | 30000d | portal.retention must be from 1m to 3650d",
                "portal.retention | for ever | portal.retention has the wrong form",
                "portal.keys[0] | not base64! | portal.keys[0] must be the base64 of exactly 32 random bytes",
                "portal.public-base-url | http://links.example.com | portal.public-base-url must be https",
                "portal.public-base-url | https://links.example.com?a=b | portal.public-base-url must have no query",
                "portal.public-base-url | links | portal.public-base-url must be an absolute https URL",
                "portal.platforms.fedex.enabled | true | portal.platforms.fedex is not a known platform",
                "portal.platforms.easypost.base-url | http://api.easypost.com | portal.platforms.easypost.base-url must be https",
                "portal.platforms.easypost.redirect-hosts[0] | App.EasyPost.com | portal.platforms.easypost.redirect-hosts must hold exact host names",
                "portal.platforms.easypost.max-concurrent | 0 | portal.platforms.easypost.max-concurrent must be 1 or more",
                "portal.platforms.easypost.max-concurrent | many | portal.platforms.easypost.max-concurrent has the wrong form",
                "portal.platforms.shipengine.budget-per-minute | -1 | portal.platforms.shipengine.budget-per-minute must be 0",
                "portal.platforms.shipengine.path | tokens | portal.platforms.shipengine.path must begin with /",
                "portal.platforms.shipengine.login-url | http://a.example/ | portal.platforms.shipengine.login-url must be https",
                "portal.tenants.acme.platforms.fedex.api-key | s3cret-value | portal.tenants.acme.platforms.fedex is not a known platform",
                "portal.tenants.acme.platforms.easypost.api-keyy | s3cret-value | portal.tenants.acme.platforms.easypost.api-keyy is not a setting",
                "portal.tenants.acme.platforms.shipengine.on-behalf-of | id | portal.tenants.acme.platforms.shipengine.on-behalf-of must be",
                "portal.tenants.acme.platforms.easypost.api-key | \"\" | portal.tenants.acme.platforms.easypost.api-key is missing",
                "portal.tenants.acme.api-keys[0].sha256 | abc | portal.tenants.acme.api-keys[0].sha256 must be the hex SHA-256",
                "portal.tenants.acme.api-keys[0].scopes[0] | admin | portal.tenants.acme.api-keys[0].scopes may hold",
                "portal.tenants.acme.api-keys[0].id | \"\" | portal.tenants.acme.api-keys[0].id is missing",
                "portal.tenants.acme.requests-per-minute | -1 | portal.tenants.acme.requests-per-minute must be 0",
                "portal.tenants.acme.return-urls[0] | http://dashboard.example/ | portal.tenants.acme.return-urls[0] must be https",
                "portal.tenants.acme.refresh-urls[0] | https://u:p@dashboard.example/ | portal.tenants.acme.refresh-urls[0] must be an absolute",
                "portal.tenants.acme.return-urls[0] | javascript:alert(1) | portal.tenants.acme.return-urls[0] must be an absolute",
                "portal.tenants.empty.display-name | Empty | portal.tenants.empty.api-keys is missing",
                "portal.tenants.acme.retun-urls[0] | s3cret-value | portal.tenants.acme.retun-urls is no setting; did you mean return-urls?",
                "portal.tenants.acme.platforms.easypost.api-key | \"s3cret-value\n\" | portal.tenants.acme.platforms.easypost.api-key begins or ends with white space",
                "portal.tenants.acme.platforms.easypost.api-key | s3cret-välue | portal.tenants.acme.platforms.easypost.api-key must be visible ASCII",
                "portal.tenants.acme.platforms.shipengine.api-key | ${ACME_SHIPENGINE_API_KEY} | portal.tenants.acme.platforms.shipengine.api-key refers to ACME_SHIPENGINE_API_KEY, which is not set",
                "portal.platforms.shipengine.path | /v1/s3cret-value tokens | portal.platforms.shipengine.path is not a URL",
                "spring.datasource.hikari.maximum-pool-size | s3cret-value | spring.datasource.hikari.maximum-pool-size has the wrong form"
            })
    void startWhenPropertyIsWrongThenItIsNamedAndItsValueIsNot(
            String property, String value, String line, CapturedOutput output) {
        Map<String, Object> properties = BrokerTestConfiguration.properties();
        properties.put(property, value);

        refuse(properties);

        assertThat(output.getAll())
                .containsOnlyOnce(line)
                .doesNotContain("s3cret-value")
                .doesNotContain("c2hvcnQ=");
        assertThat(output.getAll())
                .doesNotContain(BrokerTestConfiguration.SERVER_KEY)
                .doesNotContain(BrokerTestConfiguration.EASYPOST_KEY)
                .doesNotContain(BrokerTestConfiguration.SHIPENGINE_KEY)
                .doesNotContain("\\tat ");
    }

    @ParameterizedTest
    @CsvSource({
        "portal.keys[0], portal.keys is missing",
        "portal.public-base-url, portal.public-base-url is missing",
        "portal.tenants.acme.platforms.shipengine.api-key, portal.tenants.acme.platforms.shipengine.api-key is missing"
    })
    void startWhenPropertyIsMissingThenItIsNamed(String property, String line, CapturedOutput output) {
        Map<String, Object> properties = BrokerTestConfiguration.properties();
        properties.remove(property);

        refuse(properties);

        assertThat(output.getAll()).contains(line);
    }

    @Test
    void startWhenKeyStandsWhereItsBlockBelongsThenItIsNotPrinted(CapturedOutput output) {
        Map<String, Object> properties = BrokerTestConfiguration.properties();
        properties.remove("portal.tenants.bare.platforms.easypost.api-key");
        properties.put("portal.tenants.bare.platforms.easypost", "s3cret-value");

        refuse(properties);

        assertThat(output.getAll())
                .contains("portal.tenants.bare.platforms.easypost has the wrong form")
                .doesNotContain("s3cret-value");
    }

    @Test
    void startWhenATenantHasNoPlatformThenItIsNamed(CapturedOutput output) {
        Map<String, Object> properties = BrokerTestConfiguration.properties();
        properties.remove("portal.tenants.bare.platforms.easypost.api-key");

        refuse(properties);

        assertThat(output.getAll()).contains("portal.tenants.bare.platforms is missing");
    }

    @Test
    void startWhenThereIsNoTenantThenItSaysSo(CapturedOutput output) {
        Map<String, Object> properties = BrokerTestConfiguration.properties();
        properties.keySet().removeIf(name -> name.startsWith("portal.tenants."));

        refuse(properties);

        assertThat(output.getAll()).contains("portal.tenants is missing");
    }

    @Test
    void startWhenKeyIsTheSandboxsThenItIsRefused(CapturedOutput output) {
        Map<String, Object> properties = BrokerTestConfiguration.properties();
        properties.put("portal.tenants.acme.api-keys[0].sha256", DEMO_KEY_SHA256);

        refuse(properties);

        assertThat(output.getAll())
                .contains("portal.tenants.acme.api-keys[0].sha256 is that of the sandbox's public key");
    }

    @Test
    void startWhenTwoTenantsShareAKeyThenItIsRefused(CapturedOutput output) {
        Map<String, Object> properties = BrokerTestConfiguration.properties();
        properties.put("portal.tenants.bare.api-keys[0].sha256", BrokerTestConfiguration.sha256("acme-key"));

        refuse(properties);

        assertThat(output.getAll()).contains("is configured twice");
    }

    /** Spring's own way is a page of traces with the useful sentence last. */
    @Test
    void startWhenTheStoreRefusesThenOneLineSaysWhy(CapturedOutput output) {
        String database = EmbeddedPostgresServer.freshDatabase();
        JdbcClient.create(new DriverManagerDataSource(database))
                .sql("CREATE ROLE no_tables LOGIN")
                .update();
        Map<String, Object> properties = BrokerTestConfiguration.properties();
        properties.put("spring.datasource.url", database.replace("user=postgres", "user=no_tables"));

        refuse(properties);

        assertOneLine(output, "the role of spring.datasource.username may not make or change tables there");
    }

    /** The driver would log a part of the URL, and who reads it as another part would send it. */
    @ParameterizedTest
    @CsvSource({
        "spring.datasource.url, jdbc:postgresql://broker:s3cret-value@127.0.0.1/db",
        "spring.datasource.url, jdbc:postgresql://broker:s3cret-value@127.0.0.1:5432/db",
        "spring.datasource.url, jdbc:postgresql://127.0.0.1:s3cret-value/db",
        "spring.datasource.url, jdbc:postgresql://127.0.0.1:70000/s3cret-value",
        "spring.datasource.url, jdbc:postgresql://127.0.0.1/db?password=s3cret-value%",
        "spring.datasource.hikari.jdbc-url, jdbc:postgresql://broker:s3cret-value@127.0.0.1/db",
        "spring.flyway.url, jdbc:postgresql://127.0.0.1:s3cret-value/db",
        "spring.datasource.url, ''"
    })
    void startWhenAStoresUrlCannotBeReadThenItIsNamedAndNotPrinted(String property, String url, CapturedOutput output) {
        Map<String, Object> properties = BrokerTestConfiguration.properties();
        properties.put(property, url);

        refuse(properties);

        assertOneLine(output, property + " must be like jdbc:postgresql://host:5432/database");
        assertThat(output.getAll()).doesNotContain("s3cret-value", "70000");
    }

    /** Spring Boot's settings, which fail in many places. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spring.datasource.hikari.maximum-pool-size | 0 | spring.datasource.hikari.maximum-pool-size has the wrong form (commandLineArgs)",
                "server.tomcat.additional-tld-skip-patterns[1] | a.jar | server.tomcat.additional-tld-skip-patterns[1] is no setting; a list begins with [0] and has no gaps (commandLineArgs)",
                "spring.datasource.driver-class-name | org.postgresql.Drivr | spring.datasource.driver-class-name",
                "spring.datasource.hikari.driver-class-name | org.postgresql.Drivr | spring.datasource.hikari",
                "server.port | 99999 | server.port",
                "management.server.port | 99999 | management.server.port",
                "server.port | s3cret-value | server.port has the wrong form",
                "server.address | 192.0.2.1 | server.address or management.server.address is no address of this machine",
                "server.ssl.bundle | nowhere | server.ssl.bundle",
                "management.server.ssl.bundle | nowhere | management.server.ssl.bundle",
                "server.ssl.certificate | /nowhere.pem | server.ssl.certificate",
                "server.ssl.key-store | /nowhere.p12 | server.ssl.key-store",
            })
    void startWhenASettingOfSpringBootIsWrongThenOneLineSaysWhy(
            String property, String value, String line, CapturedOutput output) {
        Map<String, Object> properties = BrokerTestConfiguration.properties();
        properties.put(property, value);

        refuse(properties);

        assertOneLine(output, line);
    }

    @Test
    void startWhenAPortIsInUseThenOneLineSaysSo(CapturedOutput output) throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            Map<String, Object> properties = BrokerTestConfiguration.properties();
            properties.put("management.server.port", other.getLocalPort());

            refuse(properties);

            assertOneLine(output, "Port " + other.getLocalPort() + " was already in use");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"portal:\n  keys: [s3cret-value\n  retention: 1d\" | , line 3, column 12, is not YAML",
                "\"portal:\n\tkeys: [s3cret-value]\" | , line 2, column 1, has a tab where YAML takes spaces only",
                "\"portal:\n  retention: 1d\n  retention: s3cret-value\" | , line 3, column 3, has a key that its block has already",
                "\"portal: # caf\u00e9\n  keys: s3cret-value\" | ' is not text in UTF-8'",
                "\"portal:\n  retenton: s3cret-value\" | portal.retenton is no setting; did you mean retention? (",
            })
    void startWhenAFileIsWrongThenItsNameAndPlaceAreTold(
            String text, String line, @TempDir Path folder, CapturedOutput output) throws Exception {
        Path file = Files.writeString(folder.resolve("broker.yaml"), text, StandardCharsets.ISO_8859_1);
        Map<String, Object> properties = BrokerTestConfiguration.properties();
        properties.put("spring.config.additional-location", file);

        refuse(properties);

        assertOneLine(output, line.replace("'", ""));
        assertThat(output.getAll()).contains(file.toString()).doesNotContain("s3cret-value");
    }

    /** Each secret a file, written by echo: Spring takes off one line end, and nothing else. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"EZAKofAFile\n\" | portal.keys[0] must be the base64",
                "\"EZAKofAFile \n\" | portal.tenants.bare.platforms.easypost.api-key begins or ends with white space",
                "\"EZAKofAFile\n\n\" | portal.tenants.bare.platforms.easypost.api-key begins or ends with white space"
            })
    void startWhenASecretIsAFileThenItsLineEndIsNoPartOfIt(
            String text, String line, @TempDir Path folder, CapturedOutput output) throws Exception {
        String name = "portal.tenants.bare.platforms.easypost.api-key";
        Files.writeString(folder.resolve(name), text);
        Map<String, Object> properties = BrokerTestConfiguration.properties();
        properties.remove(name);
        properties.put("spring.config.import", "configtree:" + folder + "/");
        properties.put("portal.keys[0]", "c2hvcnQ=");

        refuse(properties);

        assertOneLine(output, line);
    }

    /** In the log as in production, and nothing beside it that is not written for people to act upon. */
    private static void assertOneLine(CapturedOutput output, String text) {
        assertThat(output.getAll().lines().filter(line -> line.contains(text)))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("The broker does not start: ")
                .doesNotContain("\\n", "permission denied");
        assertThat(output.getAll()).doesNotContain("stack_trace", "\tat ", "APPLICATION FAILED TO START");
    }

    private static void refuse(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.putIfAbsent("server.port", "0");
        SpringApplication application = new SpringApplication(PortalLinkBrokerApplication.class);
        application.setRegisterShutdownHook(false);
        String[] arguments = all.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        Throwable refused = catchThrowable(() -> close(application.run(arguments)));
        assertThat(refused).as("the start").isNotNull();
    }

    private static void close(ConfigurableApplicationContext started) {
        started.close();
    }
}
