package io.portallink.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.monitoring.Rules.Alert;
import io.portallink.monitoring.Rules.Check;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The alerts, by promtool: each is seen to fire and seen to be silent. */
class AlertsTest {

    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

    @Test
    @Tag("full")
    void configurationWhenCheckedThenIsGood() throws Exception {
        Promtool.run("check", "config", "prometheus.yml").assertGood();
    }

    @Test
    @Tag("full")
    void rulesWhenCheckedThenAreGood() throws Exception {
        Promtool.run("check", "rules", "--lint=all", "--lint-fatal", "recording.yml", "alerts.yml")
                .assertGood();
    }

    @Test
    @Tag("full")
    void alertsWhenTestedThenFireAndAreSilentWhereTheyShould() throws Exception {
        Promtool.run("test", "rules", "alerts.test.yml").assertGood();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alertWhenLookedUpInTheTestsThenIsSeenFiringAndSeenSilent(Alert alert) {
        List<Check> checks = Rules.checks().stream()
                .filter(check ->
                        check.expression().equals("ALERTS{alertname=\"" + alert.name() + "\",alertstate=\"firing\"}"))
                .toList();

        assertThat(checks).as("seen firing").anyMatch(check -> !check.expected().isEmpty());
        assertThat(checks).as("seen silent").anyMatch(check -> check.expected().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alertWhenReadThenSaysHowUrgentItIsAndWhatToDo(Alert alert) {
        assertThat(alert.labels().get("severity")).isIn("page", "ticket");
        assertThat(alert.annotations()).containsOnlyKeys("summary", "description");
        assertThat(alert.annotations().get("summary")).hasSizeBetween(20, 120);
        assertThat(alert.annotations().get("description"))
                .hasSizeGreaterThan(80)
                .endsWith(".");
    }

    /** A label that the alert does not have would leave a hole in the text. */
    @ParameterizedTest
    @MethodSource("alerts")
    void alertWhenItsTextNamesALabelThenHasIt(Alert alert) {
        List<String> named = LABEL.matcher(alert.annotations().toString())
                .results()
                .map((MatchResult label) -> label.group(1) + "=\"")
                .toList();

        assertThat(Rules.checks().stream().flatMap(check -> check.expected().stream()))
                .filteredOn(labels -> labels.startsWith("ALERTS{alertname=\"" + alert.name() + "\""))
                .isNotEmpty()
                .allMatch(labels -> named.stream().allMatch(labels::contains));
    }

    static List<Alert> alerts() {
        return Rules.alerts();
    }
}
