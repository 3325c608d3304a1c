package io.portallink.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.docs.Commands.Setting;
import io.portallink.docs.Documents.Block;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of the documents has a setting; those that the build does not run name what is there. */
class CommandsTest {

    private static final Set<String> GOALS = Set.of("verify", "package", "test", "spring-boot:run", "spotless:apply");
    private static final Set<String> PLUGINS = Set.of("spring-boot.run.arguments", "skipTests");
    /** Settings in which a whole block is run as one script. */
    private static final Set<Setting> SCRIPTS = Set.of(Setting.SANDBOX, Setting.SHELL, Setting.IMAGE, Setting.LOG);

    @ParameterizedTest
    @MethodSource("blocks")
    void blockWhenReadThenIsRunInASettingOrHeldAgainstWhatItNames(Block block) {
        List<Setting> settings = Commands.of(block).stream()
                .map(command -> {
                    assertThat(Setting.of(command)).as(command).hasSize(1);
                    return Setting.of(command).getFirst();
                })
                .distinct()
                .toList();

        assertThat(settings.size() == 1 || settings.stream().noneMatch(SCRIPTS::contains))
                .as("one setting for a script")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("maven")
    void mavenWhenCalledThenGoalsProfilesTestsAndPropertiesAreThere(String command) throws IOException {
        boolean longRun = command.contains(" -Plong");
        for (String word : List.of(command.replaceAll("\"[^\"]*\"", "").split(" ", -1))) {
            if (word.startsWith("-P")) {
                assertThat(Documents.read(Path.of("pom.xml"))).contains("<id>" + word.substring(2) + "</id>");
            } else if (word.startsWith("-Dit.test=") || word.startsWith("-Dtest=")) {
                tests(word.substring(word.indexOf('=') + 1), longRun);
            } else if (word.startsWith("-D")) {
                assertKnown(word.substring(2).replaceFirst("=.*", ""));
            } else if (!word.equals("./mvnw")) {
                assertThat(GOALS).contains(word);
            }
        }
    }

    private static void tests(String name, boolean longRun) throws IOException {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name.replace("'", "") + ".java");
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            List<Path> tests =
                    files.filter(file -> matcher.matches(file.getFileName())).toList();
            assertThat(tests).as(name).isNotEmpty();
            assertThat(tests).allMatch(test -> Documents.read(test).contains("@Tag(\"long\")") == longRun);
        }
    }

    /** A plugin's own, or one that some test reads. */
    private static void assertKnown(String property) throws IOException {
        if (PLUGINS.contains(property)) {
            return;
        }
        try (Stream<Path> files = Files.walk(Path.of("src", "test"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.endsWith("CommandsTest.java"))
                            .filter(file -> file.toString().matches(".*\\.(java|properties)")))
                    .as(property)
                    .anyMatch(file -> Documents.read(file).contains(property));
        }
    }

    static List<Block> blocks() {
        return Commands.blocks();
    }

    static Stream<String> maven() {
        return Commands.all(Setting.MAVEN).distinct();
    }
}
