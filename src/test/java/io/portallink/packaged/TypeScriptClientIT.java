package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.docs.Commands;
import io.portallink.testkit.Programs;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tools from npm make of {@code openapi.yaml}: a linter, and a generator whose client is used as an integrator would. */
@Tag("full")
class TypeScriptClientIT {

    private static final Path SOURCE = Path.of("src", "test", "typescript");
    private static final Path DESCRIPTION = Path.of("src", "main", "resources", "openapi.yaml");
    private static final int SECONDS = 300;

    private static Path project;

    @BeforeAll
    static void install(@TempDir Path folder) throws IOException, InterruptedException {
        Programs.find("npm");
        project = folder;
        FileSystemUtils.copyRecursively(SOURCE, project);
        run("npm ci --no-audit --no-fund --ignore-scripts");
    }

    @Test
    void descriptionWhenLintedThenNothingIsFound() throws Exception {
        assertThat(run("npm run --silent lint -- " + DESCRIPTION.toAbsolutePath()))
                .isEmpty();
    }

    @Test
    void clientWhenGeneratedThenOpensListsRevokesAndImports(@TempDir Path folder) throws Exception {
        try (BrokerProcess sandbox = BrokerProcess.jar(folder, "--spring.profiles.active=sandbox")) {
            sandbox.awaitReady();
            String broker = "http://localhost:" + sandbox.port();
            run(generate(broker));
            run("npm run --silent compile");

            JsonNode seen = JsonMapper.shared().readTree(run("node compiled/walk.js " + broker + " demo-key"));

            assertThat(seen).isEqualTo(JsonMapper.shared().readTree("""
                            {"opened": "issued", "launched": 302, "listed": ["opened"], "revoked": "revoked", "again": true,
                             "csv": [2, 0], "ndjson": [2, 0],
                             "imported": ["m_csv_1 easypost", "m_csv_2 shipengine", "m_nd_1 easypost", "m_nd_2 shipengine"],
                             "refused": "link-not-found"}"""));
        }
    }

    /** The command that the documents tell, of the description that this broker serves. */
    private static String generate(String broker) {
        return Commands.of(Commands.blocks(Commands.Setting.TYPES).getFirst())
                .getFirst()
                .replace("http://localhost:8080", broker);
    }

    private static String run(String command) throws IOException, InterruptedException {
        return Shell.run(project, SECONDS, command);
    }
}
