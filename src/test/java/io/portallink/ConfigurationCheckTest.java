package io.portallink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portallink.portal.InvalidConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.ConfigurationClassPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/** What is misspelt, refers to nothing or can't be seen never gets as far as a bean. */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationCheckTest {

    private static final String GOOD = """
            portal:
              public-base-url: https://links.example.com
              keys: [one, two]
              tenants:
                acme:
                  displayName: Acme Market
                  api_keys:
                    - { id: backend, sha256: abc, scopes: [links] }
                  return-urls: ["https://dashboard.example/"]
                  requestsPerMinute: 10
                  platforms:
                    easypost: { api-key: EZAK1 }
                    shipengine: { api-key: TEST_1, on-behalf-of: account-id }
              platforms:
                easypost: { maxConcurrent: 4, redirect-hosts: "a.example,b.example" }
                shipengine: { budget-per-minute: 10 }
            """;

    @Test
    void checkWhenAllIsSpeltAsSpringTakesItThenPasses() {
        assertThatCode(() -> check(GOOD, Map.of(), Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "portal.retun-urls | portal.retun-urls is no setting; did you mean portal.tenants.acme.return-urls?",
                "portal.colour | portal.colour is no setting; there are [keys, platforms, public-base-url, retention, tenants]",
                "portal.public-base-uri | portal.public-base-uri is no setting; did you mean public-base-url?",
                "portal.tenant.acme.display-name | portal.tenant is no setting; did you mean tenants?",
                "portal.key[0] | portal.key is no setting; did you mean keys?",
                "portal.retention.days | portal.retention.days is no setting;",
                "portal.tenants.acme.retun-urls[0] | portal.tenants.acme.retun-urls is no setting; did you mean return-urls?",
                "portal.tenants.acme.api-keys[0].sha-265 | portal.tenants.acme.api-keys[0].sha-265 is no setting; did you mean sha256?",
                "portal.tenants.acme.api-keys[0].scope | portal.tenants.acme.api-keys[0].scope is no setting; did you mean scopes?",
                "portal.tenants.acme.request-per-minute | portal.tenants.acme.request-per-minute is no setting; did you mean requests-per-minute?",
                "portal.tenants.a.b.display-name | portal.tenants.a.b is no setting; there are",
                "portal.platforms.easypost.redirect-host | portal.platforms.easypost.redirect-host is no setting; did you mean redirect-hosts?",
                "portal.platforms.easypost.path | portal.platforms.easypost.path is no setting; did you mean portal.platforms.shipengine.path?",
                "portal.platforms.shipengine.max-concurent | portal.platforms.shipengine.max-concurent is no setting; did you mean max-concurrent?",
                "portal.platforms.toy.basic-url | portal.platforms.toy.basic-url is no setting; did you mean base-url?"
            })
    void checkWhenASettingIsMisspeltThenTheNearestIsNamed(String name, String line) {
        assertThatThrownBy(() -> check(GOOD, Map.of(name, "s3cret-value"), Map.of()))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith(line)
                .hasMessageNotContaining("s3cret-value");
    }

    @Test
    void checkWhenAListHasAGapThenRefused() {
        assertThatThrownBy(() ->
                        check(GOOD, Map.of("portal.tenants.acme.refresh-urls[1]", "https://a.example/"), Map.of()))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith("portal.tenants.acme.refresh-urls[1] is no setting; a list begins");
    }

    /** Spring takes a list from one source. */
    @Test
    void checkWhenALongerListIsReplacedByAShorterOneThenTheRestIsHiddenAndNotUnknown() {
        assertThatCode(() -> check(
                        GOOD.replace("[one, two]", "[one, \"${NOT_SET}\"]"),
                        Map.of("portal.keys[0]", "three", "portal.tenants.acme.api-keys[0].sha256", "abc"),
                        Map.of()))
                .doesNotThrowAnyException();
    }

    /** As Kubernetes sets them for a Service named portal or portal-link-broker; the last two are settings, in both spellings. */
    @Test
    void checkWhenAVariableIsUnknownThenItIsOnlyWarnedOf(CapturedOutput output) {
        assertThatCode(() -> check(
                        GOOD,
                        Map.of(),
                        Map.of(
                                "PORTAL_PORT", "tcp://10.0.0.1:8080",
                                "PORTAL_SERVICE_HOST", "10.0.0.1",
                                "PORTAL_LINK_BROKER_PORT_8080_TCP_ADDR", "10.0.0.1",
                                "PORTAL_TENANTS_ACME_RETUNURLS_0", "https://s3cret.example/",
                                "PORTAL_PUBLICBASEURL", "https://links.example.com",
                                "PORTAL_TENANTS_ACME_REFRESH_URLS_0", "https://dashboard.example/open")))
                .doesNotThrowAnyException();

        assertThat(output.getAll())
                .containsOnlyOnce("PORTAL_PORT ")
                .containsOnlyOnce("PORTAL_SERVICE_HOST ")
                .containsOnlyOnce("PORTAL_LINK_BROKER_PORT_8080_TCP_ADDR ")
                .containsOnlyOnce("PORTAL_TENANTS_ACME_RETUNURLS_0 ")
                .doesNotContain("PORTAL_PUBLICBASEURL", "PORTAL_TENANTS_ACME_REFRESH_URLS_0")
                .doesNotContain("10.0.0.1", "s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "portal.public-base-url",
                "portal.keys[0]",
                "portal.tenants.acme.display-name",
                "portal.tenants.acme.api-keys[0].id",
                "portal.tenants.acme.api-keys[0].sha256",
                "portal.tenants.acme.return-urls[0]",
                "portal.tenants.acme.platforms.easypost.api-key",
                "portal.tenants.acme.platforms.shipengine.theme-id",
                "portal.platforms.easypost.base-url",
                "portal.platforms.shipengine.path",
                "portal.platforms.shipengine.redirect-hosts[0]",
                "portal.platforms.toy.base-url",
                "spring.datasource.url",
                "spring.datasource.username",
                "spring.datasource.password",
                "spring.datasource.hikari.data-source-properties.sslpassword",
                "management.opentelemetry.tracing.export.otlp.headers.authorization",
                "management.opentelemetry.tracing.export.otlp.headers[X-Api-Key]"
            })
    void checkWhenAnyValueHoldsWhatCanNotBeSeenOrRefersToNothingThenItsSettingIsNamed(String name) {
        assertRefused(name, "s3cret-value\n", " begins or ends with white space");
        assertRefused(name, "s3cret\u200bvalue", " holds a control character");
        assertRefused(name, "${ACME_EASYPOST_API_KEY}", " refers to ACME_EASYPOST_API_KEY, which is not set");
        assertRefused(name, "a${s3cret!}b", " refers to something between ${ and } that is not set");
    }

    @Test
    void checkWhenAHeaderOfTracesIsAVariableThenItIsCheckedToo() {
        String variable = "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_HEADERS_AUTHORIZATION";

        assertThatThrownBy(() -> check(GOOD, Map.of(), Map.of(variable, "s3cret-value\n")))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith("management.opentelemetry.tracing.export.otlp.headers.authorization begins");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Acme \u2764\ufe0f",
                "\ud83d\udc69\u200d\ud83c\udf73 Acme",
                "\u0641\u0631\u0648\u0634\u06af\u0627\u0647\u200c\u0647\u0627"
            })
    void checkWhenADisplayNameJoinsItsLettersThenPasses(String name) {
        assertThatCode(() -> check(GOOD, Map.of("portal.tenants.acme.display-name", name), Map.of()))
                .doesNotThrowAnyException();
        assertRefused("portal.tenants.acme.api-keys[0].id", name, " holds a control character");
    }

    @Test
    void checkWhenALiteralDollarIsEscapedThenPassesAndIsReadSo() throws Exception {
        String name = "spring.datasource.password";

        assertRefused(name, "a${s3cret!}b", " refers to something between ${ and } that is not set; write \\${ for");
        assertThatCode(() -> check(GOOD, Map.of(name, "a\\${s3cret!}b"), Map.of()))
                .doesNotThrowAnyException();
        assertThat(Binder.get(environment(GOOD, Map.of(name, "a\\${s3cret!}b"), Map.of()))
                        .bind(name, String.class)
                        .get())
                .isEqualTo("a${s3cret!}b");
    }

    /** A variable that is set, with the line end of the file that it was made from. */
    @Test
    void checkWhenWhatItRefersToHoldsALineEndThenTheSettingIsNamed() {
        String name = "portal.tenants.acme.platforms.easypost.api-key";

        assertThatThrownBy(() -> check(GOOD, Map.of(name, "${ACME_KEY}"), Map.of("ACME_KEY", "s3cret-value\n")))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith(name + " begins or ends with white space");
        assertThatCode(() -> check(GOOD, Map.of(name, "${ACME_KEY}"), Map.of("ACME_KEY", "EZAK1")))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(GOOD, Map.of(name, "${ACME_KEY:EZAK2}"), Map.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void checkWhenAValueIsReplacedByABetterOneThenOnlyThatCounts() {
        assertThatCode(() -> check(
                        GOOD.replace("https://links.example.com", "${NOT_SET}"),
                        Map.of("portal.public-base-url", "https://links.example.com"),
                        Map.of()))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(String name, String value, String complaint) {
        assertThatThrownBy(() -> check(GOOD, Map.of(name, value), Map.of()))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith(name + complaint)
                .hasMessageNotContaining("s3cret");
    }

    private static void check(String yaml, Map<String, Object> arguments, Map<String, Object> variables)
            throws Exception {
        StandardEnvironment environment = environment(yaml, arguments, variables);

        new ConfigurationCheck(environment).postProcessBeanFactory(properties(environment));
    }

    private static StandardEnvironment environment(
            String yaml, Map<String, Object> arguments, Map<String, Object> variables) throws Exception {
        StandardEnvironment environment = new StandardEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        sources.remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        sources.addFirst(new MapPropertySource("arguments", arguments));
        sources.addLast(new SystemEnvironmentPropertySource("systemEnvironment", variables));
        new YamlPropertySourceLoader()
                .load("yaml", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                .forEach(sources::addLast);
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    /** The properties types that the application finds, and nothing else of it. */
    private static DefaultListableBeanFactory properties(StandardEnvironment environment) {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        new AnnotatedBeanDefinitionReader(beans, environment).register(Scan.class);
        ConfigurationClassPostProcessor processor = new ConfigurationClassPostProcessor();
        processor.setEnvironment(environment);
        processor.postProcessBeanDefinitionRegistry(beans);
        return beans;
    }

    @ConfigurationPropertiesScan("io.portallink")
    static class Scan {}
}
