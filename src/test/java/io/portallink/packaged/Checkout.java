package io.portallink.packaged;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A copy of the repository as one would check it out: nothing built yet. Notes how long its commands take. */
final class Checkout {

    private static final int SECONDS = 600;
    /** Never committed. */
    private static final Set<String> OTHERS = Set.of(".git", "target", ".idea", ".vscode", ".settings", "__pycache__");

    private static final Path DATA = Path.of("data");
    private static final Path TIMES = Path.of("target", "commands.md");

    private static final Path TESTS = Path.of("src", "test", "java", "io", "portallink", "toy");
    private static final Path MAIN = Path.of("src", "main", "java", "io", "portallink", "toy");

    private final Path folder;

    Checkout(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(TIMES, "| command of the documents | seconds |\n| --- | --- |\n");
        copy(Path.of("").toAbsolutePath());
    }

    Path folder() {
        return folder;
    }

    String read(Path file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    /** What src/docs/extend.md tells of the files of a further platform, with the toy, which is in tests otherwise. */
    void addToyPlatform() throws IOException {
        Files.createDirectories(folder.resolve(MAIN));
        for (String file : List.of("package-info", "ToyProperties", "ToyPlatform", "ToyConfiguration")) {
            Files.move(
                    folder.resolve(TESTS).resolve(file + ".java"),
                    folder.resolve(MAIN).resolve(file + ".java"));
        }
        Path configuration = folder.resolve(MAIN).resolve("ToyConfiguration.java");
        Files.writeString(
                configuration,
                Files.readString(configuration)
                        .replace("import org.springframework.boot.test.context.TestConfiguration;\n", "")
                        .replace(
                                "annotation.Bean;\n",
                                "annotation.Bean;\nimport org.springframework.context.annotation.Configuration;\n")
                        .replace("@TestConfiguration", "@Configuration"));
    }

    /** A command as it stands in the documents, with arguments of ours after it. */
    void maven(String command, String... more) throws IOException, InterruptedException {
        Instant start = Instant.now();
        Shell.run(folder, SECONDS, quietly(command + " " + String.join(" ", more)));
        note(command, start);
    }

    /** By the JDK that runs Maven outside, which may be another than that of the tests. */
    static String quietly(String command) {
        return "env JAVA_HOME='" + System.getProperty("maven.java.home") + "' " + command + " -B -ntp"
                + Optional.ofNullable(System.getProperty("localRepository"))
                        .map(repository -> " -Dmaven.repo.local='" + repository + "'")
                        .orElse("");
    }

    static void note(String command, Instant start) throws IOException {
        Files.writeString(
                TIMES,
                "| `%s` | %d |%n"
                        .formatted(
                                command, Duration.between(start, Instant.now()).toSeconds()),
                StandardOpenOption.APPEND);
    }

    private void copy(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path source, BasicFileAttributes attributes) throws IOException {
                Path relative = root.relativize(source);
                if (OTHERS.contains(Objects.requireNonNull(source.getFileName()).toString()) || relative.equals(DATA)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(folder.resolve(relative));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path source, BasicFileAttributes attributes) throws IOException {
                Files.copy(source, folder.resolve(root.relativize(source)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
