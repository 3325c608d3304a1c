package io.portallink.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a script as people would, in a folder; fails where the script fails, and tells what it said. */
final class Shell {

    private Shell() {}

    /** What it wrote. */
    static String run(Path folder, int seconds, String script) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "script", ".log");
        Process process = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("did not end: " + script + "\n" + Files.readString(output));
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(script + "\n" + Files.readString(output));
        }
        return Files.readString(output);
    }

    static String exports(Map<String, String> variables) {
        StringBuilder exports = new StringBuilder();
        variables.forEach((name, value) -> exports.append("export ")
                .append(name)
                .append("='")
                .append(value)
                .append("'\n"));
        return exports.toString();
    }
}
