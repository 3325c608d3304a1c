package io.portallink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model names tests; a name that no test has proves nothing. */
class ThreatModelTest {

    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+(?:Test|IT))`");

    @Test
    void modelWhenItNamesATestThenThereIsOne() throws IOException {
        List<String> named = NAME.matcher(Files.readString(Path.of(".github", "SECURITY.md")))
                .results()
                .map(result -> result.group(1))
                .toList();

        assertThat(named).hasSizeGreaterThan(40);
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".java", "")))
                    .containsAll(named);
        }
    }
}
