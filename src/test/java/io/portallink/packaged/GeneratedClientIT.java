package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.portallink.docs.Commands;
import jakarta.annotation.Nullable;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** A client that openapi-generator makes of {@code openapi.yaml}, compiled and used as an integrator would. */
@Tag("full")
class GeneratedClientIT {

    private static final Path TARGET = Path.of("target");
    private static final Path GENERATED = TARGET.resolve("generated-client");
    private static final Path GENERATOR = TARGET.resolve("openapi-generator/openapi-generator-cli.jar");
    private static final String WALK = "ClientWalk";
    private static final int MINUTES = 5;

    @Test
    void clientWhenGeneratedThenItRegistersAnAccountOpensAPortalAndReadsItBack(@TempDir Path folder) throws Exception {
        try (BrokerProcess sandbox = BrokerProcess.jar(folder, "--spring.profiles.active=sandbox")) {
            sandbox.awaitReady();
            generate(sandbox.port());
            Path classes = compile();

            Map<String, String> seen = walk(classes, "http://localhost:" + sandbox.port());

            assertThat(seen)
                    .containsEntry("account", "user_cl••••")
                    .containsEntry("imported", "2 0")
                    .containsEntry("warnings", "[]")
                    .containsEntry("before", "issued")
                    .containsEntry("followed", "302")
                    .containsEntry("read", seen.get("id"))
                    .containsEntry("after", "opened")
                    .containsEntry("events", "[issued, opened]")
                    .containsEntry("known", "true")
                    .containsEntry("untold", "null")
                    .containsEntry("refused", "404 application/problem+json link-not-found");
            assertThat(seen.get("url")).startsWith("http://localhost:" + sandbox.port() + "/launch/");
            assertThat(seen.get("portal")).startsWith("http://localhost:" + sandbox.port() + "/sandbox/easypost/");
        }
    }

    /** By the command that the documents tell, of the description that this broker serves. */
    private static void generate(int port) throws IOException, InterruptedException {
        FileSystemUtils.deleteRecursively(GENERATED); // so that nothing of an earlier description is compiled
        String told = Commands.of(Commands.blocks(Commands.Setting.GENERATOR).getFirst())
                .getFirst()
                .replace("http://localhost:8080", "http://localhost:" + port)
                .replace("--output=broker-client", "--output=" + GENERATED);
        List<String> command = new ArrayList<>(List.of(told.split(" +", -1)));
        assertThat(command.removeFirst()).isEqualTo("openapi-generator-cli");
        command.addAll(0, List.of(BrokerProcess.java(), "-jar", GENERATOR.toString()));
        Path log = TARGET.resolve("generated-client.log");
        Process generator = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(generator.waitFor(MINUTES, TimeUnit.MINUTES))
                .as("ended in time")
                .isTrue();
        assertThat(generator.exitValue()).as(Files.readString(log)).isZero();
    }

    private static Path compile() throws IOException {
        Path sources = GENERATED.resolve("src/main/java");
        Path classes = Files.createDirectories(GENERATED.resolve("classes"));
        Files.copy(
                Path.of("src", "test", "resources", "io", "portallink", "packaged", WALK + ".java"),
                sources.resolve(WALK + ".java"),
                StandardCopyOption.REPLACE_EXISTING);
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "runs on a JDK");
        StringWriter problems = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
                Stream<Path> files = Files.walk(sources)) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            boolean compiled = compiler.getTask(
                            problems,
                            manager,
                            null,
                            List.of("-d", classes.toString(), "-classpath", libraries(), "-proc:none", "-nowarn"),
                            null,
                            manager.getJavaFileObjectsFromPaths(java))
                    .call();
            assertThat(compiled).as(problems.toString()).isTrue();
        }
        return classes;
    }

    /** Jackson and the annotations: all that the client needs beside the JDK. */
    private static String libraries() {
        return Stream.of(JsonMapper.class, JsonParser.class, JsonProperty.class, Nullable.class)
                .map(type -> Path.of(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> walk(Path classes, String base) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, GeneratedClientIT.class.getClassLoader())) {
            return (Map<String, String>) loader.loadClass(WALK)
                    .getMethod("walk", String.class, String.class)
                    .invoke(null, base, "demo-key");
        }
    }
}
