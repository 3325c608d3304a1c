package io.portallink.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Programs that tests run; {@code .ci/programs} lists those of {@code -Pfull}. */
public final class Programs {

    private static final Path LIST = Path.of(".ci", "programs");
    private static final String INSTALL = "; .ci/run installs what -Pfull needs, by apt-get install ";

    private Programs() {}

    /**
     * Where the program is: on the path, or where Debian has those of the administrator.
     *
     * @throws AssertionError in one line, with what installs it, where it is missing
     */
    public static String find(String program) {
        return located(program).orElseThrow(() -> missing(List.of(program))).toString();
    }

    /** @throws AssertionError in one line, with what installs them, where programs of the list are missing */
    static void requireAll() {
        List<String> missing = packages().keySet().stream()
                .filter(program -> located(program).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw missing(missing);
        }
    }

    private static AssertionError missing(List<String> programs) {
        Map<String, String> packages = packages();
        return new AssertionError("missing: " + String.join(", ", programs) + INSTALL
                + programs.stream()
                        .map(program -> packages.getOrDefault(program, program))
                        .collect(Collectors.joining(" ")));
    }

    private static Optional<Path> located(String program) {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)),
                        Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, program))
                .filter(file -> Files.isExecutable(file) && Files.isRegularFile(file))
                .findFirst();
    }

    /** By the name of the program. */
    private static Map<String, String> packages() {
        try (Stream<String> lines = Files.lines(LIST)) {
            Map<String, String> packages = new LinkedHashMap<>();
            lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" +", 2))
                    .forEach(words -> packages.put(words[0], words[1]));
            return packages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
