package io.portallink.packaged;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.portallink.docs.Commands;
import io.portallink.docs.Commands.Setting;
import io.portallink.docs.Documents;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The documents' Maven commands, run as they stand there in a copy of the repository to which a further platform was
 * added as src/docs/extend.md says; and the jar that they make, with the documents' configuration.
 */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckoutIT {

    private static final String API_KEY = "checkout-api-key";
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String RUN = "./mvnw spring-boot:run";
    private static final String PACKAGE = "./mvnw package";
    private static final String WRITE = "-Ddocs.write=true";
    private static final Path CONFIGURATION = Path.of("src", "docs", "configuration.md");

    private final Checkout checkout;

    CheckoutIT(@TempDir Path folder) throws IOException {
        checkout = new Checkout(folder);
    }

    @BeforeAll
    void addPlatform() throws IOException {
        checkout.addToyPlatform();
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void sandboxWhenRunByMavenThenItsFirstPageIsThere(String command) throws IOException {
        try (MavenRun sandbox = new MavenRun(checkout, command)) {
            Http http = sandbox.awaitFirstPage();

            assertThat(http.get("/", Map.of()).body()).contains("m_easypost");
        }
    }

    /** The README's package, command and configuration, with those of operate.md and extend.md after it. */
    @Test
    void jarWhenPackagedAndConfiguredByTheDocumentsThenOpensPortalsAndSendsTraces() throws Exception {
        checkout.maven(only(PACKAGE));
        try (Collector collector = new Collector()) {
            Files.writeString(checkout.folder().resolve("broker.yaml"), configuration(collector.port()));
            Instant start = Instant.now();
            try (BrokerProcess broker = jar()) {
                broker.awaitReady();
                Checkout.note(jarCommand(), start);
                String platforms = broker.http()
                        .api("GET", "/v1/platforms", API_KEY, "")
                        .body()
                        .replaceAll("\\s", "");
                assertThat(platforms)
                        .contains("\"platform\":\"toy\",\"enabled\":true")
                        .contains("\"platform\":\"shipengine\",\"enabled\":true");
                assertThat(create(broker.http())).isEqualTo(201);
                broker.stop();
            }
            assertThat(collector.received()).contains("/v1/portal-links");
        }
    }

    @Test
    void settingsWhenWrittenAnewThenHaveTheFurtherPlatforms() throws Exception {
        assertThat(checkout.read(CONFIGURATION)).doesNotContain(".toy");

        checkout.maven(only(WRITE));

        assertThat(checkout.read(CONFIGURATION))
                .contains("| `portal.platforms.toy.base-url` |")
                .contains("`portal.tenants.<name>.platforms.toy`\n");
    }

    @ParameterizedTest
    @MethodSource("others")
    void mavenWhenCalledThenSucceeds(String command) throws Exception {
        checkout.maven(command);
    }

    /** One of the long runs, once instead of a hundred times: profile, tag and name of all are as here. */
    @Test
    void longRunWhenCalledByNameThenRunsThatTestOnly() throws Exception {
        String command = Commands.all(Setting.MAVEN)
                .filter(run -> run.endsWith("-Plong -Dit.test=EmbeddedKillIT"))
                .findFirst()
                .orElseThrow();

        checkout.maven(command, "-Dkill.rounds=1");

        assertThat(checkout.read(Path.of("target", "failsafe-reports", "failsafe-summary.xml")))
                .contains("<completed>1</completed>");
    }

    static List<String> sandboxes() {
        return Commands.runnable().filter(command -> command.startsWith(RUN)).toList();
    }

    static List<String> others() {
        return Commands.runnable()
                .filter(command -> Stream.of(RUN, PACKAGE, WRITE).noneMatch(command::contains))
                .toList();
    }

    private static String only(String part) {
        List<String> commands =
                Commands.runnable().filter(command -> command.contains(part)).toList();
        assertThat(commands).hasSize(1);
        return commands.getFirst();
    }

    private BrokerProcess jar() {
        String line = jarCommand().replaceFirst("^java ", BrokerProcess.java() + " ");
        return BrokerProcess.start(checkout.folder(), List.of("sh", "-c", "exec " + line + " \"$@\"", "sh"));
    }

    private static String jarCommand() {
        return Commands.all(Setting.JAR).findFirst().orElseThrow();
    }

    /** One document of YAML for each page's block; what is left for people to fill in is filled in. */
    private static String configuration(int collector) {
        return Stream.of(Path.of("README.md"), Documents.page("operate.md"), Documents.page("extend.md"))
                .map(CheckoutIT::yaml)
                .collect(Collectors.joining("---\n"))
                .replace("<base64 of 32 random bytes>", BrokerTestConfiguration.SERVER_KEY)
                .replace("<hex SHA-256 of the key>", BrokerTestConfiguration.sha256(API_KEY))
                .replace("…", "filled-in")
                .replace("http://collector:4318", "http://localhost:" + collector);
    }

    private static String yaml(Path page) {
        List<String> blocks = Documents.blocks(page).stream()
                .filter(block -> block.language().equals("yaml"))
                .map(Documents.Block::text)
                .toList();
        assertThat(blocks).as(page.toString()).hasSize(1);
        return blocks.getFirst();
    }

    /** A caller that is traced itself, so that the broker's spans are sent. */
    private static int create(Http http) {
        return http.send(
                        "POST",
                        "/v1/portal-links",
                        Map.of(
                                "Authorization",
                                "Bearer " + API_KEY,
                                "Content-Type",
                                "application/json",
                                "traceparent",
                                TRACEPARENT),
                        "{\"merchant_id\": \"m_1\", \"platform\": \"toy\", \"account\": \"a_1\", \"page\": \"billing\"}")
                .statusCode();
    }

    /** Takes spans, and keeps what can be read of them. */
    private static final class Collector implements AutoCloseable {

        private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
        private final HttpServer server;

        Collector() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/traces", exchange -> {
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        String received() {
            return String.join("\n", bodies);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
