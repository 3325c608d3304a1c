package io.portallink.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.docs.Commands.Setting;
import io.portallink.docs.Documents.Block;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents' commands for Docker, held against the files and names of docker/: the build needs no Docker. */
class ComposeCommandsTest {

    private static final Path FOLDER = Path.of("docker");
    private static final Pattern FILE = Pattern.compile("-f (\\S+)");
    private static final Pattern NAME = Pattern.compile("(?m)^[^#\n]*?\\$\\{([A-Z0-9_]+)");
    private static final Pattern ENVIRONMENT_LINE = Pattern.compile("(?m)^([A-Z0-9_]+)=");
    /** Where compose reads a file of the folder: env_file, a secret's file, a bind's source. */
    private static final Pattern READ = Pattern.compile("(?m)^\\s+(?:env_file|file|source): (?:\\./)?(\\S+)$");

    @ParameterizedTest
    @MethodSource("blocks")
    void commandsWhenReadThenWorkInThatFolderOnFilesThatAreThere(Block block) {
        List<String> commands = Commands.of(block);

        assertThat(commands.getFirst()).isEqualTo("cd docker");
        assertThat(commands.subList(1, commands.size())).isNotEmpty().allSatisfy(command -> {
            if (command.startsWith("cp ")) {
                String[] files = command.split(" ", -1);
                assertThat(FOLDER.resolve(files[1])).exists();
                assertThat(ignored()).contains(files[2]);
            } else {
                assertThat(command).matches("docker compose( -f \\S+)* up --build --wait");
                assertThat(composeFiles(command))
                        .allSatisfy(file -> assertThat(file).exists());
            }
        });
    }

    /** What is read but not in the repository has to be made by whoever runs it, so the page names it. */
    @ParameterizedTest
    @MethodSource("composing")
    void filesWhenComposeReadsThemThenAreThereOrNamedByThePageAndNeverCommitted(Block block) {
        String page = Documents.read(block.page());
        Set<String> missing = Commands.of(block).stream()
                .flatMap(command -> composeFiles(command).stream())
                .flatMap(file -> READ.matcher(Documents.read(file)).results().map(read -> read.group(1)))
                .filter(file -> !Files.exists(FOLDER.resolve(file)))
                .collect(Collectors.toSet());

        assertThat(missing)
                .contains(".env", "application.yaml")
                .allSatisfy(file -> assertThat(page).contains("`" + file + "`"))
                .allSatisfy(file -> assertThat(ignored()).contains(file));
    }

    @Test
    void environmentWhenToldThenHasTheNamesThatComposeAndItsConfigurationAskFor() {
        String told = Documents.blocks(Documents.page("production.md")).stream()
                .filter(block -> block.language().equals("properties"))
                .map(Block::text)
                .collect(Collectors.joining());

        assertThat(names(ENVIRONMENT_LINE, told))
                .isEqualTo(names(
                        NAME,
                        Documents.read(FOLDER.resolve("compose.yaml"))
                                + Documents.read(FOLDER.resolve("application.example.yaml"))));
    }

    /** A command for Docker in running text would be held against nothing. */
    @Test
    void dockerWhenCalledThenInABlock() {
        List<String> inBlocks =
                blocks().stream().flatMap(block -> Commands.of(block).stream()).toList();

        assertThat(Commands.all(Setting.COMPOSE)).isNotEmpty().isSubsetOf(inBlocks);
    }

    static List<Block> blocks() {
        return Commands.blocks(Setting.COMPOSE);
    }

    static List<Block> composing() {
        return blocks().stream()
                .filter(block -> block.text().contains("docker compose"))
                .toList();
    }

    private static List<Path> composeFiles(String command) {
        if (!command.startsWith("docker compose ")) {
            return List.of();
        }
        List<String> files =
                FILE.matcher(command).results().map(file -> file.group(1)).toList();
        return (files.isEmpty() ? Stream.of("compose.yaml") : files.stream())
                .map(FOLDER::resolve)
                .toList();
    }

    private static List<String> ignored() {
        return Documents.read(Path.of(".gitignore"))
                .lines()
                .filter(line -> line.startsWith("/docker/"))
                .map(line -> line.substring("/docker/".length()))
                .toList();
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult name) -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
