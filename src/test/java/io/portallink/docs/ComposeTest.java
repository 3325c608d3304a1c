package io.portallink.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The compose files, alone and together as their comments say, without Docker. */
class ComposeTest {

    private static final Path FOLDER = Path.of("docker");
    private static final Pattern FILE = Pattern.compile("-f (\\S+)");
    /** What whoever runs it makes, and what is never committed. */
    private static final Set<String> MADE_BY_HAND = Set.of("application.yaml", ".env", "grafana.password");

    private static final List<List<String>> SETS = List.of(
            List.of("compose.yaml"),
            List.of("compose.yaml", "compose.monitoring.yaml"),
            List.of("compose.replicas.yaml"),
            List.of("compose.replicas.yaml", "compose.replicas.monitoring.yaml"));

    @ParameterizedTest
    @MethodSource("sets")
    void servicesWhenTakenTogetherThenNameOnlyWhatIsThere(List<String> files) {
        Map<String, Object> compose = compose(files);
        services(compose).forEach((name, service) -> {
            assertThat(service).as(name).containsKey("image");
            assertThat(map(compose.get("networks")).keySet()).containsAll(names(service.get("networks")));
            assertThat(services(compose).keySet()).containsAll(names(service.get("depends_on")));
            volumes(service)
                    .forEach(volume -> assertThat(volume)
                            .satisfiesAnyOf(
                                    source -> assertThat(map(compose.get("volumes")))
                                            .containsKey(source),
                                    source -> assertThat(MADE_BY_HAND)
                                            .contains(Path.of(source)
                                                    .getFileName()
                                                    .toString()),
                                    source -> assertThat(FOLDER.resolve(source)).exists()));
            names(service.get("env_file"))
                    .forEach(file -> assertThat(MADE_BY_HAND).contains(file));
            names(service.get("secrets"))
                    .forEach(secret -> assertThat(MADE_BY_HAND)
                            .contains(Path.of(String.valueOf(
                                            map(map(compose.get("secrets")).get(secret))
                                                    .get("file")))
                                    .getFileName()
                                    .toString()));
        });
    }

    @ParameterizedTest
    @MethodSource("sets")
    void servicesWhenTakenTogetherThenHoldNoMoreRightsThanTheyNeed(List<String> files) {
        services(compose(files)).forEach((name, service) -> {
            assertThat(names(service.get("cap_drop"))).as(name).containsExactly("ALL");
            assertThat(names(service.get("security_opt"))).as(name).contains("no-new-privileges:true");
            assertThat(names(service.get("ports"))).as(name).allMatch(port -> port.startsWith("127.0.0.1:"));
            assertThat(names(service.get("ports"))).as(name).noneMatch(port -> port.endsWith(":8081"));
            assertThat(String.valueOf(service.get("image")))
                    .matches("portal-link-broker|nginx:stable|\\S+:v?\\d[\\d.]*");
        });
    }

    @ParameterizedTest
    @MethodSource("monitored")
    void brokersWhenMonitoredThenPrometheusReachesEachByTheOneName(List<String> files) {
        Map<String, Object> compose = compose(files);
        String asked = "broker";
        assertThat(read("prometheus/prometheus.yml")).contains("names: [" + asked + "]");
        List<String> networks = names(service(compose, "prometheus").get("networks"));

        assertThat(brokers(compose)).isNotEmpty().allSatisfy(broker -> {
            Map<String, Object> service = service(compose, broker);
            assertThat(map(service.get("environment"))).containsEntry("MANAGEMENT_SERVER_ADDRESS", "0.0.0.0");
            assertThat(networks)
                    .anyMatch(network -> names(service.get("networks")).contains(network)
                            && (broker.equals(asked)
                                    || aliases(service, network).contains(asked)));
        });
    }

    @ParameterizedTest
    @MethodSource("sets")
    void brokersWhenStartedThenGetNoSecretOfOthers(List<String> files) {
        Map<String, Object> compose = compose(files);
        brokers(compose)
                .forEach(broker -> assertThat(names(service(compose, broker).get("env_file")))
                        .containsExactly(".env"));
        assertThat(services(compose).getOrDefault("grafana", Map.of()).toString())
                .doesNotContain("GF_SECURITY_ADMIN_PASSWORD=", "${");
    }

    @Test
    void monitoringWhenBesideOneOrManyThenIsTheSame() {
        Map<String, Object> one = compose(List.of("compose.monitoring.yaml"));
        Map<String, Object> many = compose(List.of("compose.replicas.monitoring.yaml"));

        assertThat(service(many, "prometheus")).isEqualTo(service(one, "prometheus"));
        assertThat(service(many, "grafana")).isEqualTo(service(one, "grafana"));
        assertThat(many.get("networks")).isEqualTo(one.get("networks"));
        assertThat(many.get("volumes")).isEqualTo(one.get("volumes"));
    }

    @Test
    void nginxWhenReadThenHandsOnToEveryBrokerByItsFixedAddress() {
        Map<String, Object> compose = compose(List.of("compose.replicas.yaml"));
        String nginx = read("nginx.conf");
        List<String> hosts = names(service(compose, "nginx").get("extra_hosts"));

        assertThat(brokers(compose)).hasSize(3).allSatisfy(broker -> {
            Object address = map(map(service(compose, broker).get("networks")).get("brokers"))
                    .get("ipv4_address");
            assertThat(hosts).contains(broker + ":" + address);
            assertThat(nginx).contains("server " + broker + ":8080 ");
        });
    }

    /** In the documents, and in the comments of the compose files themselves. */
    @Test
    void commandsWhenTheyNameComposeFilesThenNameASetThatIsTestedHere() {
        List<String> commands = Stream.concat(
                        Commands.all(Commands.Setting.COMPOSE),
                        SETS.stream()
                                .flatMap(List::stream)
                                .distinct()
                                .flatMap(file ->
                                        read(file).lines().filter(line -> line.matches("# +docker compose .*"))))
                .toList();

        assertThat(commands).hasSizeGreaterThan(4).allSatisfy(command -> {
            List<String> files =
                    FILE.matcher(command).results().map(file -> file.group(1)).toList();
            assertThat(SETS).contains(files.isEmpty() ? List.of("compose.yaml") : files);
        });
    }

    @Test
    void composeFilesWhenLookedForThenEachIsInASet() throws Exception {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(file -> file.startsWith("compose")))
                    .isSubsetOf(SETS.stream().flatMap(List::stream).toList());
        }
    }

    static List<List<String>> sets() {
        return SETS;
    }

    static List<List<String>> monitored() {
        return SETS.stream().filter(files -> files.size() == 2).toList();
    }

    static List<String> brokers(Map<String, Object> compose) {
        return services(compose).entrySet().stream()
                .filter(service ->
                        "portal-link-broker".equals(service.getValue().get("image")))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Collection<String> aliases(Map<String, Object> service, String network) {
        return service.get("networks") instanceof Map<?, ?> networks
                ? names(map(networks.get(network)).get("aliases"))
                : List.of();
    }

    static List<String> volumes(Map<String, Object> service) {
        Object volumes = service.getOrDefault("volumes", List.of());
        return ((List<?>) volumes)
                .stream()
                        .map(volume -> volume instanceof Map<?, ?> bind
                                ? String.valueOf(bind.get("source"))
                                : String.valueOf(volume).replaceFirst(":.*", ""))
                        .toList();
    }

    static Map<String, Map<String, Object>> services(Map<String, Object> compose) {
        Map<String, Map<String, Object>> services = new LinkedHashMap<>();
        map(compose.get("services")).forEach((name, service) -> services.put(name, map(service)));
        return services;
    }

    static Map<String, Object> service(Map<String, Object> compose, String name) {
        return map(map(compose.get("services")).get(name));
    }

    /** As Compose takes files together: maps by key, lists one after the other, everything else from the later file. */
    static Map<String, Object> compose(List<String> files) {
        Map<String, Object> all = new LinkedHashMap<>();
        files.forEach(file -> merge(all, map(new Yaml().load(read(file)))));
        return all;
    }

    private static void merge(Map<String, Object> into, Map<String, Object> from) {
        from.forEach((key, value) -> {
            Object before = into.get(key);
            if (value instanceof Map<?, ?> && before instanceof Map<?, ?>) {
                Map<String, Object> merged = new LinkedHashMap<>(map(before));
                merge(merged, map(value));
                into.put(key, merged);
            } else if (value instanceof List<?> later && before instanceof List<?> earlier) {
                Set<Object> merged = new HashSet<>(earlier);
                merged.addAll(later);
                into.put(key, List.copyOf(merged));
            } else {
                into.put(key, value);
            }
        });
    }

    static List<String> names(@Nullable Object list) {
        if (list == null) {
            return List.of();
        }
        return switch (list) {
            case Map<?, ?> map -> map.keySet().stream().map(String::valueOf).toList();
            case Collection<?> names -> names.stream().map(String::valueOf).toList();
            case String name -> List.of(name);
            default -> throw new IllegalArgumentException(list.toString());
        };
    }

    static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, entry) -> map.put(String.valueOf(key), entry));
        }
        return map;
    }

    static String read(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
