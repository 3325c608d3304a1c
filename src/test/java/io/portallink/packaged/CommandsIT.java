package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.docs.Commands;
import io.portallink.docs.Commands.Setting;
import io.portallink.docs.Documents;
import io.portallink.docs.Documents.Block;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.EmbeddedPostgresServer;
import io.portallink.testkit.Http;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The documents' commands, run as they stand there, each in its setting. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsIT {

    private static final int SECONDS = 300;
    private static final String DEMO_KEY = "demo-key";
    /** Curl fails, as people would see it, where the broker answers with a problem. */
    private static final String CURL = "set -e\ncurl() { command curl --fail-with-body --max-time 30 \"$@\"; }\n";

    private static final Pattern CREATION = Pattern.compile("(?s)curl .*/v1/portal-links .* -d .*");
    private static final Pattern LINK = Pattern.compile("\"url\": ?\"([^\"]+/launch/[^\"]+)\"");
    private static final Pattern REGISTERED = Pattern.compile("\\bm_\\d+\\b");

    private final BrokerProcess sandbox;

    CommandsIT(@TempDir Path folder) {
        sandbox = BrokerProcess.jar(folder, "--spring.profiles.active=sandbox");
    }

    @BeforeAll
    void start() {
        sandbox.awaitReady();
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @MethodSource("sandboxed")
    void curlWhenRunInTheSandboxThenEveryAnswerIsGoodAndEveryLinkOpensAPortal(Block block, @TempDir Path folder)
            throws Exception {
        String script = block.text()
                .replace("http://localhost:8080", "http://localhost:" + sandbox.port())
                .replace("plk_…", newLink());

        String answers = Shell.run(folder, SECONDS, CURL + script);

        List<String> links =
                LINK.matcher(answers).results().map(link -> link.group(1)).toList();
        assertThat(links)
                .hasSameSizeAs(Commands.of(block).stream()
                        .filter(CREATION.asMatchPredicate())
                        .toList());
        links.forEach(this::assertOpens);
        REGISTERED.matcher(script).results().map(MatchResult::group).distinct().forEach(this::assertOpensAll);
    }

    @ParameterizedTest
    @MethodSource("shell")
    void shellWhenRunThenSucceeds(Block block, @TempDir Path folder) throws Exception {
        Shell.run(folder, SECONDS, "set -e\n" + block.text());
    }

    /** In a folder with the configuration of the contract, and the repository's folders beside it. */
    @ParameterizedTest
    @MethodSource("image")
    void imageWhenLaidOutAndStartedByItsScriptsThenIsReady(Block block, @TempDir Path folder) throws Exception {
        beside(folder);
        Files.move(ContractYaml.write(folder), folder.resolve("broker.yaml"));
        List<String> commands = Commands.of(block);
        String javaHome = "export JAVA_HOME=" + System.getProperty("java.home") + "\n";
        Shell.run(folder, SECONDS, javaHome + commands.getFirst());

        try (BrokerProcess broker = started(folder, javaHome, commands.getLast())) {
            broker.awaitReady();
        }
    }

    /** The page's own SQL, configuration and command, with secrets in the environment. */
    @Test
    void jarWhenConfiguredForProductionThenWorksOnPostgres(@TempDir Path folder) throws Exception {
        Path page = Documents.page("production.md");
        beside(folder);
        Files.writeString(folder.resolve("broker.yaml"), only(page, "yaml"));
        String server = database(only(page, "sql"));
        String environment = Shell.exports(Map.of(
                "BROKER_KEY",
                BrokerTestConfiguration.SERVER_KEY,
                "ACME_API_KEY_SHA256",
                BrokerTestConfiguration.sha256(ContractYaml.API_KEY),
                "ACME_EASYPOST_API_KEY",
                ContractYaml.EASYPOST_KEY,
                "ACME_SHIPENGINE_API_KEY",
                ContractYaml.SHIPENGINE_KEY,
                "POSTGRES_HOST",
                server,
                "POSTGRES_PASSWORD",
                "choose-one"));

        try (BrokerProcess broker = started(folder, environment, jar(page))) {
            broker.awaitReady();
            HttpResponse<String> created = broker.http().api("POST", "/v1/portal-links", ContractYaml.API_KEY, """
                    {"merchant_id": "m_1", "platform": "easypost", "account": "user_1", "page": "billing"}""");
            assertThat(created.statusCode()).isEqualTo(201);
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    /** The page's commands before Docker's own, and its {@code .env}, with the jar in the place of the image. */
    @Test
    void jarWhenConfiguredAsForComposeThenWorksOnPostgres(@TempDir Path folder) throws Exception {
        Path page = Documents.page("production.md");
        Path docker = Files.createDirectory(folder.resolve("docker"));
        Path example = Path.of("docker", "application.example.yaml");
        Files.copy(example, docker.resolve(Objects.requireNonNull(example.getFileName())));
        String script = Commands.blocks(Setting.COMPOSE).stream()
                .filter(block -> block.page().equals(page))
                .map(block -> Commands.of(block).stream()
                        .filter(command -> !command.startsWith("docker "))
                        .collect(Collectors.joining("\n", "(", ")")))
                .collect(Collectors.joining("\n"));
        Shell.run(folder, SECONDS, "set -e\n" + script);

        String url = EmbeddedPostgresServer.freshDatabase();
        String environment = only(page, "properties")
                .replace("<base64 of 32 random bytes>", BrokerTestConfiguration.SERVER_KEY)
                .replace("<hex SHA-256 of the key>", BrokerTestConfiguration.sha256(ContractYaml.API_KEY))
                .replace("…", "filled-in");
        String exports = environment.replaceAll("(?m)^(\\w+)=(.*)$", "export $1='$2'")
                + Shell.exports(Map.of("SPRING_DATASOURCE_URL", url));
        String command = BrokerProcess.java() + " -jar " + BrokerProcess.jarFile()
                + " --spring.config.additional-location=docker/application.yaml";

        try (BrokerProcess broker = started(folder, exports, command)) {
            broker.awaitReady();
            assertThat(broker.http()
                            .api("GET", "/v1/platforms", ContractYaml.API_KEY, "")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    static List<Block> sandboxed() {
        return Commands.blocks(Setting.SANDBOX);
    }

    static List<Block> shell() {
        return Commands.blocks(Setting.SHELL);
    }

    static List<Block> image() {
        return Commands.blocks(Setting.IMAGE);
    }

    private String newLink() {
        return created("{\"merchant_id\": \"m_easypost\"}").path("id").stringValue();
    }

    private JsonNode created(String body) {
        return Http.json(sandbox.http().api("POST", "/v1/portal-links", DEMO_KEY, body));
    }

    /** As by a click: the broker redirects to the simulated platform, which shows its portal. */
    private void assertOpens(String link) {
        HttpResponse<String> launched = sandbox.http().get(Http.path(link), Http.NAVIGATION);
        assertThat(launched.statusCode()).as(link).isEqualTo(302);
        URI portal = URI.create(launched.headers().firstValue("Location").orElseThrow());
        HttpResponse<String> shown =
                sandbox.http().get(portal.getRawPath() + "?" + portal.getRawQuery(), Http.NAVIGATION);
        assertThat(shown.statusCode()).as(portal.getPath()).isEqualTo(200);
        assertThat(shown.body()).contains("portal (simulated)");
    }

    /** Whatever the commands registered. */
    private void assertOpensAll(String merchant) {
        Http.json(sandbox.http().api("GET", "/v1/merchants/" + merchant, DEMO_KEY, ""))
                .path("accounts")
                .forEach(account -> assertOpens(created("{\"merchant_id\": \"%s\", \"platform\": \"%s\"}"
                                .formatted(merchant, account.path("platform").stringValue()))
                        .path("url")
                        .stringValue()));
    }

    private static String jar(Path page) {
        return Documents.blocks(page).stream()
                .filter(block -> block.language().equals("sh"))
                .flatMap(block -> Commands.of(block).stream())
                .filter(command -> command.startsWith("java -jar "))
                .findFirst()
                .orElseThrow();
    }

    private static String only(Path page, String language) {
        List<String> texts = Documents.blocks(page).stream()
                .filter(block -> block.language().equals(language))
                .map(Block::text)
                .toList();
        assertThat(texts).hasSize(1);
        return texts.getFirst();
    }

    /** Runs the SQL; host and port of the server. */
    private static String database(String sql) throws Exception {
        String url = EmbeddedPostgresServer.freshDatabase();
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            for (String command : sql.split(";\\n", -1)) {
                statement.execute(command);
            }
        }
        return url.replaceFirst("^jdbc:postgresql://([^/]+)/.*", "$1");
    }

    private static void beside(Path folder) throws Exception {
        Path root = Path.of("").toAbsolutePath();
        Files.createSymbolicLink(folder.resolve("docker"), root.resolve("docker"));
        Files.createSymbolicLink(
                folder.resolve("target"),
                BrokerProcess.jarFile().toAbsolutePath().getParent());
    }

    private static BrokerProcess started(Path folder, String before, String command) {
        String line = command.replaceFirst("^java ", BrokerProcess.java() + " ");
        return BrokerProcess.start(folder, List.of("sh", "-c", before + "exec " + line + " \"$@\"", "sh"));
    }
}
