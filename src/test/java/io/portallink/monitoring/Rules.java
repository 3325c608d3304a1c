package io.portallink.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** Prometheus' rule files, and the file that tests them. */
final class Rules {

    static final Path FOLDER = Path.of("docker", "prometheus");

    private Rules() {}

    record Alert(String name, String expression, Map<String, String> labels, Map<String, String> annotations) {}

    /** @param expected the labels of the samples; none where the expression must be silent */
    record Check(String expression, List<String> expected) {}

    static List<Alert> alerts() {
        return rules("alerts.yml")
                .map(rule -> new Alert(
                        text(rule, "alert"), text(rule, "expr"), texts(rule, "labels"), texts(rule, "annotations")))
                .toList();
    }

    /** By name, what it records. */
    static Map<String, String> recordings() {
        return rules("recording.yml")
                .collect(Collectors.toMap(rule -> text(rule, "record"), rule -> text(rule, "expr")));
    }

    static List<Check> checks() {
        return maps(load("alerts.test.yml").get("tests"))
                .flatMap(test -> maps(test.get("promql_expr_test")))
                .map(check -> new Check(
                        text(check, "expr"),
                        maps(check.get("exp_samples"))
                                .map(sample -> text(sample, "labels"))
                                .toList()))
                .toList();
    }

    private static Stream<Map<?, ?>> rules(String file) {
        return maps(load(file).get("groups")).flatMap(group -> maps(group.get("rules")));
    }

    private static Map<?, ?> load(String file) {
        try {
            return new Yaml().load(Files.readString(FOLDER.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Map<?, ?>> maps(@Nullable Object list) {
        return ((List<?>) Objects.requireNonNull(list)).stream().map(Map.class::cast);
    }

    private static String text(Map<?, ?> map, String key) {
        return String.valueOf(map.get(key));
    }

    private static Map<String, String> texts(Map<?, ?> map, String key) {
        return ((Map<?, ?>) Objects.requireNonNull(map.get(key)))
                .entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> String.valueOf(entry.getKey()), entry -> String.valueOf(entry.getValue())));
    }
}
