package io.portallink.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.monitoring.Rules.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alert has its section in the documents, and each section its alert. */
class RemediesTest {

    @Test
    void sectionsWhenReadThenAreTheAlertsInTheirOrder() {
        assertThat(Remedies.sections().keySet())
                .containsExactlyElementsOf(
                        Rules.alerts().stream().map(Alert::name).toList());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void sectionWhenReadThenSaysWhatItMeansWhatToLookAtAndWhatToDo(Alert alert) {
        Function<String, String> item = start -> "(?s).*\\n- " + Pattern.quote(start) + " .{20,}";

        assertThat(Objects.requireNonNull(Remedies.sections().get(alert.name())))
                .matches(item.apply("**Means** (" + alert.labels().get("severity") + "):"))
                .matches(item.apply("**Look at**:"))
                .matches(item.apply("**Do**:"));
        assertThat(Remedies.log(alert.name())).endsWith(".");
    }

    @Test
    void eventsWhenNamedThenAreInTheCode() throws IOException {
        StringBuilder code = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                code.append(Files.readString(file));
            }
        }
        assertThat(Rules.alerts().stream().flatMap(alert -> Remedies.events(alert.name()).stream()))
                .hasSizeGreaterThan(20)
                .allSatisfy(event -> assertThat(code).contains('"' + event + '"'));
    }

    static List<Alert> alerts() {
        return Rules.alerts();
    }
}
