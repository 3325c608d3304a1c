package io.portallink.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Prometheus' own check of rules and metrics; where it is missing, tests fail. */
final class Promtool {

    private Promtool() {}

    record Outcome(int status, String output) {

        void assertGood() {
            assertThat(status).as(output).isZero();
        }
    }

    /** Runs it in the folder of the rules, {@code input} being what it reads. */
    static Outcome run(Path input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Programs.find("promtool")));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("promtool", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Rules.FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("promtool did not end: " + command);
            }
            return new Outcome(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    static Outcome run(String... arguments) throws IOException, InterruptedException {
        return run(Path.of("/dev/null"), arguments);
    }
}
