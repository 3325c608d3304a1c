package io.portallink.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What Grafana would only complain of once somebody looks. */
class DashboardTest {

    @Test
    void panelsWhenCountedThenEachHasAnIdOfItsOwn() {
        assertThat(Dashboard.read()
                        .path("panels")
                        .valueStream()
                        .map(panel -> panel.path("id").intValue()))
                .hasSizeGreaterThan(20)
                .doesNotHaveDuplicates();
    }

    @Test
    void panelsWhenReadThenHaveTitleDescriptionUnitAndTheDataSourceOfTheVariable() {
        assertThat(Dashboard.panels()).allSatisfy(panel -> {
            assertThat(panel.path("title").stringValue()).isNotBlank();
            assertThat(panel.path("description").stringValue()).isNotBlank();
            assertThat(panel.path("fieldConfig").path("defaults").path("unit").stringValue())
                    .isNotBlank();
            assertThat(panel.path("targets").valueStream()).isNotEmpty();
            assertThat(panel.findValues("datasource"))
                    .allMatch(source -> source.path("uid").stringValue().equals("${datasource}"));
        });
    }

    @Test
    void panelsWhenLaidOutThenNoneLiesOnAnother() {
        List<JsonNode> places = Dashboard.read()
                .path("panels")
                .valueStream()
                .map(panel -> panel.path("gridPos"))
                .toList();

        assertThat(places)
                .allMatch(place -> place.path("x").intValue() + place.path("w").intValue() <= 24);
        for (int i = 0; i < places.size(); i++) {
            for (JsonNode other : places.subList(i + 1, places.size())) {
                assertThat(overlap(places.get(i), other))
                        .as(places.get(i) + " and " + other)
                        .isFalse();
            }
        }
    }

    @Test
    void variablesWhenUsedThenAreDeclared() {
        assertThat(Dashboard.read()
                        .path("templating")
                        .path("list")
                        .valueStream()
                        .map(variable -> variable.path("name").stringValue()))
                .containsExactly("datasource", "instance", "platform");
        assertThat(Dashboard.expressions())
                .allSatisfy(expression -> assertThat(
                                expression.replaceAll("\\$(?:instance|platform|__rate_interval)\\b", ""))
                        .doesNotContain("$"));
    }

    /** PromQL once more, by promtool: variables replaced as Grafana does, each expression as a rule. */
    @Test
    @Tag("full")
    void expressionsWhenCheckedThenAreGoodPromQl() throws Exception {
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        int count = 0;
        for (String expression : Dashboard.expressions()) {
            String asked = expression
                    .replace("$__rate_interval", "1m")
                    .replace("$instance", ".*")
                    .replace("$platform", ".*");
            rules.append("      - record: dashboard:expression:%d%n        expr: '%s'%n".formatted(count++, asked));
        }
        Path file = Files.writeString(Files.createTempFile("dashboard", ".yml"), rules);

        Promtool.run("check", "rules", file.toString()).assertGood();
        Files.delete(file);
    }

    private static boolean overlap(JsonNode one, JsonNode other) {
        return overlap(one, other, "x", "w") && overlap(one, other, "y", "h");
    }

    private static boolean overlap(JsonNode one, JsonNode other, String from, String length) {
        return one.path(from).intValue()
                        < other.path(from).intValue() + other.path(length).intValue()
                && other.path(from).intValue()
                        < one.path(from).intValue() + one.path(length).intValue();
    }
}
