package io.portallink.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.monitoring.Rules.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alert has its section in the documents, and each section its alert. */
class RemediesTest {

    private static final Pattern SECTION = Pattern.compile("(?ms)^### (Portal\\w+)\\n(.*?)(?=^#|\\z)");

    @Test
    void sectionsWhenReadThenAreTheAlertsInTheirOrder() throws IOException {
        assertThat(SECTION.matcher(page()).results().map(section -> section.group(1)))
                .containsExactlyElementsOf(
                        Rules.alerts().stream().map(Alert::name).toList());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void sectionWhenReadThenSaysWhatItMeansWhatToLookAtAndWhatToDo(Alert alert) throws IOException {
        Map<String, String> sections = SECTION.matcher(page())
                .results()
                .collect(Collectors.toMap(section -> section.group(1), section -> section.group(2)));
        Function<String, String> item = start -> "(?s).*\\n- " + Pattern.quote(start) + " .{20,}";

        assertThat(Objects.requireNonNull(sections.get(alert.name())))
                .matches(item.apply("**Means** (" + alert.labels().get("severity") + "):"))
                .matches(item.apply("**Look at**:"))
                .matches(item.apply("**Do**:"));
    }

    static List<Alert> alerts() {
        return Rules.alerts();
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("src", "docs", "operate.md"));
    }
}
