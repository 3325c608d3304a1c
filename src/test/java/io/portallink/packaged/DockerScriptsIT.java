package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.StubPlatforms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the image does, without Docker: extract, train, start with the trained cache, ask the health check. */
@Tag("full")
class DockerScriptsIT {

    private static final int SECONDS = 120;
    private static final Path SCRIPTS = Path.of("docker").toAbsolutePath();

    @Test
    void imageWhenItsScriptsRunThenBrokerStartsWithTheCacheAndIsHealthy(@TempDir Path folder) throws Exception {
        StubPlatforms.reset();
        Path app = folder.resolve("app");
        assertThat(run(folder, 0, "build-app.sh", BrokerProcess.jarFile().toString(), app.toString()))
                .isZero();
        assertThat(app.resolve("app.aot")).isNotEmptyFile();
        ContractYaml.write(folder);

        // "on" makes java refuse to start where the cache does not fit, which it otherwise only warns of
        try (BrokerProcess broker = BrokerProcess.start(
                folder,
                List.of(
                        "env",
                        "JAVA_HOME=" + System.getProperty("java.home"),
                        "JAVA_TOOL_OPTIONS=-XX:AOTMode=on",
                        "sh",
                        SCRIPTS.resolve("start.sh").toString(),
                        app.toString()))) {
            assertThat(run(folder, BrokerProcess.freePort(), "healthcheck.sh")).isNotZero();
            broker.awaitReady();
            assertThat(run(folder, broker.managementPort(), "healthcheck.sh")).isZero();
            assertThat(broker.stop()).isEqualTo(143);
        }
    }

    private static int run(Path folder, int managementPort, String script, String... arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, script, ".log");
        ProcessBuilder builder = new ProcessBuilder(SCRIPTS.resolve(script).toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MANAGEMENT_SERVER_PORT", String.valueOf(managementPort));
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(script + " did not end:\n" + Files.readString(output));
        }
        return process.exitValue();
    }
}
