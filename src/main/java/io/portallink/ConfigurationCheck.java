package io.portallink;

import io.portallink.portal.InvalidConfiguration;
import io.portallink.portal.SettingText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Refuses settings that are misspelt, refer to a variable that is not set, or hold what can't be seen. Checked before the
 * first bean is made, so before anything is sent, migrated or listened to.
 */
final class ConfigurationCheck implements BeanFactoryPostProcessor, Ordered {

    private static final Logger log = LoggerFactory.getLogger(ConfigurationCheck.class);

    private static final ConfigurationPropertyName PORTAL = ConfigurationPropertyName.of("portal");

    /** Spring Boot's settings that go on the wire, too. */
    private static final List<ConfigurationPropertyName> SENT = Stream.of(
                    "spring.datasource.url",
                    "spring.datasource.username",
                    "spring.datasource.password",
                    "spring.datasource.hikari.jdbc-url",
                    "spring.datasource.hikari.username",
                    "spring.datasource.hikari.password",
                    "spring.flyway.url",
                    "spring.flyway.user",
                    "spring.flyway.password",
                    "management.opentelemetry.tracing.export.otlp.endpoint")
            .map(ConfigurationPropertyName::of)
            .toList();

    /** The same of all that is below these. */
    private static final List<ConfigurationPropertyName> SENT_BLOCKS = Stream.of(
                    "spring.datasource.hikari.data-source-properties",
                    "management.opentelemetry.tracing.export.otlp.headers")
            .map(ConfigurationPropertyName::of)
            .toList();

    private static final ConfigurationPropertyName TENANTS = PORTAL.append("tenants");
    private static final String DISPLAY_NAME = "display-name";

    /** Of a variable or of a setting. Anything else between the braces may be a part of a password. */
    private static final Pattern REFERENCE = Pattern.compile("[A-Z][A-Z0-9_]*|[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+");

    private final Environment environment;
    private final List<ConfigurationPropertySource> sources;

    ConfigurationCheck(Environment environment) {
        this.environment = environment;
        this.sources = StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .toList();
    }

    /** Before other checks, which would read what is wrong here as something else. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        KnownSettings known = KnownSettings.below(PORTAL, beans, sources);
        for (ConfigurationPropertySource source : sources) {
            if (source instanceof IterableConfigurationPropertySource names) {
                checkNames(names, known);
            }
        }
        Stream.of(known.effective(), SENT.stream(), belowSentBlocks())
                .flatMap(names -> names)
                .forEach(this::checkValue);
    }

    private Stream<ConfigurationPropertyName> belowSentBlocks() {
        return sources.stream()
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .flatMap(source -> ((IterableConfigurationPropertySource) source).stream())
                .filter(name -> SENT_BLOCKS.stream().anyMatch(block -> block.isAncestorOf(name)));
    }

    private static void checkNames(IterableConfigurationPropertySource source, KnownSettings known) {
        if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource) {
            warnOfVariables(source, known);
            return;
        }
        source.stream()
                .filter(name -> PORTAL.isAncestorOf(name) && !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidConfiguration(
                            known.unknownPart(name).toString(), "is no setting; " + known.instead(name));
                });
    }

    /** Kubernetes makes some of its own for a Service whose name begins with ours; and one variable may have several names. */
    private static void warnOfVariables(IterableConfigurationPropertySource source, KnownSettings known) {
        Set<String> unknown = variables(source, source.stream().filter(PORTAL::isAncestorOf));
        unknown.removeAll(variables(source, known.names().stream()));
        unknown.forEach(variable -> log.atWarn()
                .addKeyValue("event", "unknown_variable")
                .log("the environment variable {} is no setting of the broker's; it is ignored", variable));
    }

    private static Set<String> variables(
            IterableConfigurationPropertySource source, Stream<ConfigurationPropertyName> names) {
        return names.map(source::getConfigurationProperty)
                .filter(Objects::nonNull)
                .map(property -> SettingOrigin.variable(property.getOrigin()))
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void checkValue(ConfigurationPropertyName name) {
        sources.stream()
                .map(source -> source.getConfigurationProperty(name))
                .filter(Objects::nonNull)
                .findFirst()
                .map(ConfigurationProperty::getValue)
                .filter(CharSequence.class::isInstance)
                .ifPresent(value -> checkText(name, resolved(name, value)));
    }

    private static void checkText(ConfigurationPropertyName name, String text) {
        if (TENANTS.isParentOf(name.getParent())
                && name.getLastElement(Form.DASHED).equals(DISPLAY_NAME)) {
            SettingText.checkShown(name.toString(), text);
        } else {
            SettingText.check(name.toString(), text);
        }
    }

    private String resolved(ConfigurationPropertyName name, Object value) {
        try {
            // Spring Boot resolves placeholders in text only, not in the files of a config tree
            return value instanceof String text ? environment.resolveRequiredPlaceholders(text) : value.toString();
        } catch (PlaceholderResolutionException e) {
            String reference = e.getPlaceholder();
            throw new InvalidConfiguration(
                    name.toString(),
                    (REFERENCE.matcher(reference).matches()
                                    ? "refers to " + reference + ", which is not set"
                                    : "refers to something between ${ and } that is not set")
                            + "; write \\${ for a literal ${, or give it as a file of a config tree");
        }
    }
}
