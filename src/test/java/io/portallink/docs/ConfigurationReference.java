package io.portallink.docs;

import io.portallink.portal.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes src/docs/configuration.md from the metadata that the compiler made of the code, and from application.yaml. */
final class ConfigurationReference {

    private static final Path METADATA = Path.of("target", "classes", "META-INF");
    private static final String OF_TYPES = "spring/configuration-metadata/io.portallink.tenant.TenantProperties$";
    private static final String EVERYWHERE = "META-INF/spring-configuration-metadata.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Spring Boot's, in the order in which they are told; with words of ours where Boot has none. */
    private static final Map<String, String> OTHERS = ordered(
            "spring.datasource.url",
            "",
            "spring.datasource.username",
            "",
            "spring.datasource.password",
            "",
            "spring.datasource.hikari.maximum-pool-size",
            "Connections to the store, for each replica.",
            "spring.datasource.hikari.connection-timeout",
            "How long, in milliseconds, a request waits for one of them.",
            "spring.jdbc.template.query-timeout",
            "",
            "spring.lifecycle.timeout-per-shutdown-phase",
            "",
            "server.port",
            "",
            "server.address",
            "",
            "server.max-http-request-header-size",
            "",
            "server.tomcat.max-http-response-header-size",
            "",
            "server.tomcat.connection-timeout",
            "",
            "server.tomcat.keep-alive-timeout",
            "",
            "server.tomcat.max-keep-alive-requests",
            "",
            "server.tomcat.max-connections",
            "Connections that are served at once, idle ones too.",
            "server.tomcat.accept-count",
            "How many beyond these wait to be accepted; further ones are refused by the machine.",
            "management.server.port",
            "",
            "management.server.address",
            "",
            "management.opentelemetry.tracing.export.otlp.endpoint",
            "",
            "management.tracing.sampling.probability",
            "",
            "management.opentelemetry.tracing.sampler",
            "Who decides what is sampled: `trace-id-ratio` is this broker alone, whatever its caller decided.",
            "resilience4j.circuitbreaker.configs.default.sliding-window-size",
            "The latest calls that a platform's breaker looks at.",
            "resilience4j.circuitbreaker.configs.default.minimum-number-of-calls",
            "Fewer calls than these never open it.",
            "resilience4j.circuitbreaker.configs.default.failure-rate-threshold",
            "The percentage of failures that opens it.",
            "resilience4j.circuitbreaker.configs.default.wait-duration-in-open-state",
            "How long the platform is left alone then.",
            "resilience4j.bulkhead.configs.default.max-wait-duration",
            "How long a call waits where all that may be under way are taken; 0: it is refused at once.");

    private ConfigurationReference() {}

    record Setting(String name, String type, Optional<String> defaultValue, String description) {}

    static String page(List<Platform> platforms) {
        StringBuilder page = new StringBuilder("""
                # Configuration

                Spring Boot's own ways: YAML, environment (`PORTAL_PUBLIC_BASE_URL`), config tree. What can't be right is refused at
                start-up, with one line that says what to fix.

                Refused with the setting's name, and with file, line and column where it has them, never with its value:

                - a setting under `portal` that does not exist; the line names the nearest one that does. Variables of the environment are
                  only warned of, since Kubernetes makes some for a Service whose name begins with `portal`;
                - `${NAME}` where `NAME` is not set, in any setting under `portal`, in the store's URL, user name, password and driver
                  properties, and in the headers of traces. A literal `${` is written `\\${` (in YAML without double quotes), or is in
                  a file of a config tree, which is taken as it is;
                - white space around a value, control characters and characters that can't be seen. A credential must be visible ASCII
                  from end to end. In a config tree (`spring.config.import: configtree:/run/secrets/`) a line end after the only line of a
                  file, as `echo` writes it, is no part of the value.

                This page is made from the code: don't write here.
                `./mvnw test -Dtest=ConfigurationReferenceTest -Ddocs.write=true` writes it.

                Durations are like `30d`, `5m`, `10s`, `500ms`; sizes like `32KB`.
                """);
        table(page, "The broker", ours(name -> !name.startsWith("portal.platforms.")));
        table(page, "A tenant: `portal.tenants.<name>`", ofType("Block"));
        table(page, "An API key: `portal.tenants.<name>.api-keys[]`", ofType("Key"));
        platforms.stream()
                .sorted(Comparator.comparing(platform -> platform.id().value()))
                .forEach(platform -> table(
                        page,
                        "A tenant at a platform: `portal.tenants.<name>.platforms.%s`"
                                .formatted(platform.id().value()),
                        PlatformSettings.of(platform)));
        table(page, "A platform", ours(name -> name.startsWith("portal.platforms.")));
        table(page, "Spring Boot's and resilience4j's, as far as one may want to change them", others());
        return page.toString();
    }

    static List<Setting> all() {
        return Stream.of(ours(name -> true), ofType("Block"), ofType("Key"), others())
                .flatMap(List::stream)
                .toList();
    }

    private static void table(StringBuilder page, String title, List<Setting> settings) {
        page.append("\n## ").append(title).append("\n\n| key | default | type | |\n| --- | --- | --- | --- |\n");
        settings.forEach(setting -> page.append("| `%s` | %s | %s | %s |%n"
                .formatted(
                        setting.name(),
                        setting.defaultValue().map(value -> "`" + value + "`").orElse("–"),
                        setting.type(),
                        setting.description().replace("|", "\\|"))));
    }

    private static List<Setting> ours(java.util.function.Predicate<String> wanted) {
        // portal.tenants and portal.platforms are told by what is in them
        return settings(METADATA.resolve("spring-configuration-metadata.json"))
                .filter(node -> !node.path("type").stringValue().startsWith("java.util.Map<"))
                .map(ConfigurationReference::setting)
                .filter(setting -> wanted.test(setting.name()))
                .toList();
    }

    private static List<Setting> ofType(String type) {
        return settings(METADATA.resolve(OF_TYPES + type + ".json"))
                .map(ConfigurationReference::setting)
                .toList();
    }

    private static List<Setting> others() {
        Map<String, JsonNode> known = known();
        Properties set = applicationYaml();
        return OTHERS.entrySet().stream()
                .map(other -> other(other.getKey(), other.getValue(), known, set))
                .toList();
    }

    private static Setting other(String name, String words, Map<String, JsonNode> known, Properties set) {
        Optional<JsonNode> node = Optional.ofNullable(known.get(name));
        return new Setting(
                name,
                node.map(ConfigurationReference::type).orElse("as in application.yaml"),
                Optional.ofNullable(set.getProperty(name)).or(() -> node.flatMap(ConfigurationReference::defaultValue)),
                words.isEmpty() ? node.map(ConfigurationReference::description).orElse("") : words);
    }

    private static Setting setting(JsonNode node) {
        return new Setting(node.path("name").stringValue(), type(node), defaultValue(node), description(node));
    }

    private static String type(JsonNode node) {
        String type = node.path("type").stringValue();
        return switch (type.replaceAll("<.*", "").replaceAll(".*[$]", "")) {
            case "java.lang.String" -> "text";
            case "java.lang.Integer" -> "whole number";
            case "java.lang.Long" -> "whole number";
            case "java.lang.Float" -> "number";
            case "java.lang.Boolean" -> "true, false";
            case "java.time.Duration" -> "duration";
            case "org.springframework.util.unit.DataSize" -> "size";
            case "java.net.InetAddress" -> "address";
            case "Sampler" -> "a word of Spring Boot's";
            case "java.util.List" -> type.contains("String") ? "list of text" : "list, see below";
            case "java.util.Map" -> "see below";
            default -> throw new IllegalStateException("no word for " + type);
        };
    }

    private static Optional<String> defaultValue(JsonNode node) {
        JsonNode value = node.path("defaultValue");
        return value.isMissingNode()
                ? Optional.empty()
                : Optional.of(value.isString() ? value.stringValue() : value.toString());
    }

    private static String description(JsonNode node) {
        JsonNode text = node.path("description");
        return text.isString() ? text.stringValue().replaceAll("\\{@code ([^}]*)}", "`$1`") : "";
    }

    private static Stream<JsonNode> settings(Path file) {
        return properties(JSON.readTree(Documents.read(file)));
    }

    private static Stream<JsonNode> properties(JsonNode metadata) {
        return metadata.path("properties")
                .valueStream()
                .sorted(Comparator.comparing(node -> node.path("name").stringValue()));
    }

    private static Map<String, JsonNode> known() {
        try {
            Map<String, JsonNode> known = new HashMap<>();
            for (URL file : Collections.list(Objects.requireNonNull(ConfigurationReference.class.getClassLoader())
                    .getResources(EVERYWHERE))) {
                try (InputStream in = file.openStream()) {
                    properties(JSON.readTree(in))
                            .forEach(node -> known.put(node.path("name").stringValue(), node));
                }
            }
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties applicationYaml() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource("src/main/resources/application.yaml"));
        Properties properties = new Properties();
        Objects.requireNonNull(yaml.getObject())
                .forEach((key, value) -> properties.setProperty(String.valueOf(key), String.valueOf(value)));
        return properties;
    }

    private static Map<String, String> ordered(String... namesAndWords) {
        return Stream.iterate(0, i -> i < namesAndWords.length, i -> i + 2)
                .collect(Collectors.toMap(
                        i -> namesAndWords[i],
                        i -> namesAndWords[i + 1],
                        (first, second) -> first,
                        java.util.LinkedHashMap::new));
    }

    static void write(Path page, String text) {
        try {
            Files.writeString(page, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
