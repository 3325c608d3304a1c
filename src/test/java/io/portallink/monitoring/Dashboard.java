package io.portallink.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Grafana's dashboard as it is provisioned. */
final class Dashboard {

    private static final Path FILE = Path.of("docker", "grafana", "dashboards", "portal-link-broker.json");

    private Dashboard() {}

    static JsonNode read() {
        try {
            return JsonMapper.shared().readTree(Files.readString(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every panel that draws something. */
    static List<JsonNode> panels() {
        return read().path("panels")
                .valueStream()
                .filter(panel -> !panel.path("type").stringValue().equals("row"))
                .toList();
    }

    /** Every expression, those of the annotations and of the variables among them. */
    static List<String> expressions() {
        List<String> all = new ArrayList<>(read().findValuesAsString("expr"));
        read().path("templating")
                .path("list")
                .valueStream()
                .map(variable -> variable.path("definition").asString(""))
                .filter(definition -> definition.startsWith("label_values("))
                .map(definition -> definition.substring("label_values(".length(), definition.lastIndexOf(',')))
                .forEach(all::add);
        return all;
    }
}
