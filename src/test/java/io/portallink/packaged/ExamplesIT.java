package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.docs.Commands;
import io.portallink.docs.Commands.Setting;
import io.portallink.docs.Documents;
import io.portallink.testkit.Http;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The callers of src/docs, run as their pages say, against a sandbox that is started as their pages say. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesIT {

    private static final Pattern ARGUMENTS = Pattern.compile("-Dspring-boot.run.arguments=\"([^\"]+)\"");
    private static final Pattern RETURN = Pattern.compile("href=\"http://localhost:\\d+(/return/[^\"]+)\"");
    private static final String PAGES_PORT = "http://localhost:3000";

    /** A port for the dashboard of each page. */
    private static final Map<String, Integer> PORTS = ports();

    private final BrokerProcess sandbox;

    ExamplesIT(@TempDir Path folder) {
        List<String> arguments =
                PORTS.keySet().stream().map(ExamplesIT::arguments).distinct().toList();
        assertThat(arguments).as("one way to start the sandbox for all").hasSize(1);
        sandbox = BrokerProcess.jar(
                folder, ("--spring.profiles.active=sandbox " + forEveryPort(arguments.getFirst())).split(" ", -1));
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
    @MethodSource("pages")
    void dashboardWhenWalkedThroughThenPortalOpensAndReturnIsOfThatSessionOnly(String page, @TempDir Path folder) {
        try (Example example = example(page, folder, sandbox.port(), "m_easypost")) {
            HttpResponse<String> opened = example.http().get("/shipping/open?page=billing", Map.of());
            assertThat(opened.statusCode()).isEqualTo(302);
            String session =
                    opened.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");

            HttpResponse<String> launched = sandbox.http().get(Http.path(location(opened)), Http.NAVIGATION);
            assertThat(launched.statusCode()).isEqualTo(302);
            HttpResponse<String> portal = sandbox.http().get(pathAndQuery(location(launched)), Map.of());
            assertThat(portal.body()).contains("EasyPost portal (simulated)");

            Matcher back = RETURN.matcher(portal.body());
            assertThat(back.find()).isTrue();
            String home = location(sandbox.http().get(back.group(1), Map.of()));
            assertThat(home).startsWith("http://localhost:" + PORTS.get(page) + "/shipping?");
            HttpResponse<String> returned = example.http().get(pathAndQuery(home), Map.of("Cookie", session));
            assertThat(returned.statusCode()).isEqualTo(200);
            assertThat(returned.body()).contains("The link is returned");

            assertThat(example.http().get(pathAndQuery(home), Map.of()).statusCode())
                    .isEqualTo(403);
            assertThat(example.http()
                            .get(pathAndQuery(home).replace("state=", "state=x"), Map.of("Cookie", session))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void dashboardWhenBrokerAnswersWithAProblemThenTellsItsCode(String page, @TempDir Path folder) {
        try (Example example = example(page, folder, sandbox.port(), "m_nobody")) {
            HttpResponse<String> refused = example.http().get("/shipping/open", Map.of());

            assertThat(refused.statusCode()).isEqualTo(502);
            assertThat(refused.body()).contains("can't be opened").doesNotContain("merchant-not-found");
            assertThat(example.output()).contains("404 merchant-not-found req_");
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void dashboardWhenToldToComeBackSoonThenTriesAgainUnderTheSameKey(String page, @TempDir Path folder)
            throws Exception {
        try (StubBroker broker = StubBroker.busy("1", 1);
                Example example = example(page, folder, broker.port(), "m_1")) {
            assertOpensAtTheSecondTry(example, broker);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void dashboardWhenToldToComeBackLaterThenTellsTheMerchantWhen(String page, @TempDir Path folder) throws Exception {
        try (StubBroker broker = StubBroker.busy("60", 9);
                Example example = example(page, folder, broker.port(), "m_1")) {
            HttpResponse<String> refused = example.http().get("/shipping/open", Map.of());

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("60");
            assertThat(broker.keys()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void dashboardWhenAProxyCanNotReachTheBrokerThenTriesAgainUnderTheSameKey(String page, @TempDir Path folder)
            throws Exception {
        try (StubBroker broker = StubBroker.behindProxy(502, "text/html", "<html><h1>502 Bad Gateway</h1></html>", 1);
                Example example = example(page, folder, broker.port(), "m_1")) {
            assertOpensAtTheSecondTry(example, broker);
        }
    }

    /** As where the broker is killed while it answers: by then most of a person's patience is over. */
    @ParameterizedTest
    @MethodSource("pages")
    void dashboardWhenAProxyFailsLateThenTriesAgainAllTheSame(String page, @TempDir Path folder) throws Exception {
        try (StubBroker broker = StubBroker.behindWaitingProxy(Duration.ofMillis(2500));
                Example example = example(page, folder, broker.port(), "m_1")) {
            HttpResponse<String> opened = example.http().get("/shipping/open", Map.of());

            assertThat(opened.statusCode()).isEqualTo(302);
            assertThat(broker.keys()).hasSize(2);
        }
    }

    /** Its time to come back is told, but nobody says that the broker is only busy. */
    @ParameterizedTest
    @MethodSource("pages")
    void dashboardWhenA503IsTheProxysThenTriesAgainOnce(String page, @TempDir Path folder) throws Exception {
        try (StubBroker broker =
                        StubBroker.behindProxy(503, "text/html", "<html><h1>503 Service Unavailable</h1></html>", 9);
                Example example = example(page, folder, broker.port(), "m_1")) {
            HttpResponse<String> refused = example.http().get("/shipping/open", Map.of());

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(broker.keys()).hasSize(2);
        }
    }

    /** Whatever a proxy answers with: JSON with a code of its own, JSON that is no object, nothing. */
    @ParameterizedTest
    @MethodSource("pagesAndBodies")
    void dashboardWhenAProxyNeverReachesTheBrokerThenTriesAgainOnce(
            String page, int status, String body, @TempDir Path folder) throws Exception {
        try (StubBroker broker = StubBroker.behindProxy(status, "application/json", body, 9);
                Example example = example(page, folder, broker.port(), "m_1")) {
            HttpResponse<String> refused = example.http().get("/shipping/open", Map.of());

            assertThat(refused.statusCode()).isEqualTo(502);
            assertThat(refused.body()).contains("can't be opened");
            assertThat(broker.keys()).hasSize(2);
            assertThat(example.output()).contains("no link: " + status + " a proxy's answer");
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void dashboardWhenThe502IsTheBrokersThenDoesNotTryAgain(String page, @TempDir Path folder) throws Exception {
        try (StubBroker broker = StubBroker.refusing(502, "platform-credentials-rejected");
                Example example = example(page, folder, broker.port(), "m_1")) {
            HttpResponse<String> refused = example.http().get("/shipping/open", Map.of());

            assertThat(refused.statusCode()).isEqualTo(502);
            assertThat(broker.keys()).hasSize(1);
            assertThat(example.output()).contains("no link: 502 platform-credentials-rejected req_1");
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void dashboardWhenRedirectedToAnotherHostThenSendsItNothing(String page, @TempDir Path folder) throws Exception {
        try (StubBroker other = StubBroker.busy("1", 0);
                StubBroker broker = StubBroker.redirecting("http://127.0.0.1:" + other.port() + "/v1/portal-links");
                Example example = example(page, folder, broker.port(), "m_1")) {
            int status = example.http().get("/shipping/open", Map.of()).statusCode();

            assertThat(status).isGreaterThan(500);
            assertThat(broker.keys()).isNotEmpty();
            assertThat(other.keys()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void dashboardWhenBrokerIsGoneAtTheReturnThenAnswersThatSomethingWentWrong(String page, @TempDir Path folder)
            throws Exception {
        try (StubBroker broker = StubBroker.busy("1", 0);
                Example example = example(page, folder, broker.port(), "m_1")) {
            HttpResponse<String> opened = example.http().get("/shipping/open", Map.of());
            String session =
                    opened.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
            broker.stop();

            HttpResponse<String> returned = example.http()
                    .get("/shipping?portal_link=plk_1&state=" + broker.state(), Map.of("Cookie", session));

            assertThat(returned.statusCode()).isEqualTo(500);
            assertThat(returned.body()).contains("Something went wrong.");
        }
    }

    static List<String> pages() {
        return List.copyOf(PORTS.keySet());
    }

    static Stream<Arguments> pagesAndBodies() {
        return pages().stream()
                .flatMap(page -> Stream.of(
                        Arguments.of(page, 502, "{\"message\": \"no upstream\"}"),
                        Arguments.of(page, 502, "{\"code\":502}"),
                        Arguments.of(page, 502, "{\"error\":{\"code\":\"BadGateway\"}}"),
                        Arguments.of(page, 502, "null"),
                        Arguments.of(page, 504, "")));
    }

    private static Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        Commands.blocks(Setting.EXAMPLE)
                .forEach(block -> ports.put(block.page().getFileName().toString(), BrokerProcess.freePort()));
        assertThat(ports).hasSize(3);
        return ports;
    }

    private static String arguments(String page) {
        return Documents.blocks(Documents.page(page)).stream()
                .map(block -> ARGUMENTS.matcher(block.text()))
                .filter(Matcher::find)
                .map(arguments -> arguments.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static String forEveryPort(String arguments) {
        return Pattern.compile(PAGES_PORT + "(\\S+)")
                .matcher(arguments)
                .replaceAll(url -> PORTS.values().stream()
                        .map(port -> "http://localhost:" + port + url.group(1))
                        .collect(Collectors.joining(",")));
    }

    private static Example example(String page, Path folder, int broker, String merchant) {
        String command = Commands.blocks(Setting.EXAMPLE).stream()
                .filter(block -> block.page().endsWith(page))
                .map(block -> block.text().strip().replaceFirst("^java ", BrokerProcess.java() + " "))
                .findFirst()
                .orElseThrow();
        return new Example(
                folder,
                command,
                PORTS.getOrDefault(page, 0),
                Map.of("BROKER_URL", "http://localhost:" + broker, "MERCHANT", merchant));
    }

    private static void assertOpensAtTheSecondTry(Example example, StubBroker broker) throws Exception {
        HttpResponse<String> opened = example.http().get("/shipping/open", Map.of());

        assertThat(opened.statusCode()).isEqualTo(302);
        assertThat(location(opened)).isEqualTo("https://links.example.com/launch/t");
        assertThat(broker.keys()).hasSize(2).doesNotContain("null");
        assertThat(broker.keys().getFirst()).isEqualTo(broker.keys().getLast());
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static String pathAndQuery(String url) {
        return URI.create(url).getRawPath() + "?" + URI.create(url).getRawQuery();
    }
}
