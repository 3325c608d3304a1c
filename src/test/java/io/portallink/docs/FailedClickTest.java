package io.portallink.docs;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.docs.Commands.Setting;
import io.portallink.docs.Documents.Block;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import io.portallink.testkit.RawClient;
import io.portallink.testkit.StubPlatforms;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operators' page on a click that failed: its commands find the click in a broker's log, and the log looks as it says. */
@BrokerTest
@ExtendWith(OutputCaptureExtension.class)
class FailedClickTest {

    private static final Path PAGE = Documents.page("operate.md");
    private static final Pattern REFERENCE = Pattern.compile("req_[0-9a-f]{8,}");
    private static final Pattern TIME = Pattern.compile("2026-\\d\\d-\\d\\dT\\d\\d:\\d");
    /** What is said on the phone, by the page. */
    private static final int SAID = 12;

    /** Of each request its own. */
    private static final Set<String> CHANGING = Set.of("@timestamp", "link_id", "request_id");

    @TempDir
    private Path folder = Path.of("");

    private final int port;
    private final Http http;
    private String reference = "";
    private String link = "";
    private JsonNode line = JsonMapper.shared().missingNode();

    FailedClickTest(@LocalServerPort int port) {
        this.port = port;
        http = new Http(port);
    }

    @BeforeEach
    void clickInVain(CapturedOutput output) throws IOException {
        StubPlatforms.reset();
        StubPlatforms.easyPost()
                .stubFor(post(urlPathEqualTo(StubPlatforms.EASYPOST_PATH))
                        .willReturn(aResponse().withStatus(401).withHeader("x-ep-request-uuid", "ep-request-1")));
        HttpResponse<String> created = create();
        link = id(created);
        HttpResponse<String> page = http.get(launchPath(created), Http.NAVIGATION);
        reference = Jsoup.parse(page.body()).select("p.reference code").text();
        Files.writeString(folder.resolve("broker.log"), output.getOut());
        line = line("\"request_id\":\"" + reference + "\"");
    }

    @Test
    void commandsWhenRunOnTheLogThenEachFindsTheClick() throws Exception {
        List<Block> blocks = Commands.blocks(Setting.LOG);
        assertThat(blocks).hasSize(3).allMatch(block -> block.page().equals(PAGE));
        for (Block block : blocks) {
            String command = block.text().replace("plk_…", link);
            command = REFERENCE.matcher(command).replaceAll(reference.substring(0, SAID));
            command = atTime(command, line);

            List<JsonNode> found =
                    run(command).lines().map(JsonMapper.shared()::readTree).toList();
            assertThat(found).as(command).contains(line);
        }
    }

    /** Not only what is logged as a warning. */
    @Test
    void commandByTimeWhenRunThenFindsEachClickInVainAndNoGoodOne(CapturedOutput output) throws Exception {
        HttpResponse<String> created = create();
        String path = launchPath(created);
        assertThat(http.get(path, Map.of()).statusCode()).isEqualTo(200);
        assertThat(RawClient.ask(port, "GET " + path + "?name=Évry HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        .status())
                .isEqualTo(400);
        http.api("POST", "/v1/portal-links/" + id(created) + "/revoke", "acme-key", "");
        assertThat(http.get(path, Http.NAVIGATION).statusCode()).isEqualTo(410);
        Files.writeString(folder.resolve("broker.log"), output.getOut());
        String command = Commands.blocks(Setting.LOG).stream()
                .map(Block::text)
                .filter(text -> TIME.matcher(text).find())
                .findFirst()
                .orElseThrow();

        for (String outcome : List.of("invalid-request", "revoked")) {
            JsonNode inVain = line("\"outcome\":\"" + outcome + "\"");
            assertThat(run(atTime(command, inVain)).lines().map(JsonMapper.shared()::readTree))
                    .contains(inVain)
                    .noneMatch(found -> found.path("outcome").stringValue("").equals("confirm_page"));
        }
    }

    @Test
    void linkWhenLookedUpInTheLogThenItsCreationAndItsClickAreThere() throws Exception {
        assertThat(run("grep -F '\"link_id\":\"" + link + "\"' broker.log")
                        .lines()
                        .map(JsonMapper.shared()::readTree))
                .extracting(found -> found.path("event").stringValue())
                .containsExactly("portal_link_created", "portal_launch");
    }

    @Test
    void lineWhenQuotedThenIsAsTheBrokerWritesIt() {
        List<JsonNode> quoted = Documents.blocks(PAGE).stream()
                .filter(block -> block.language().equals("json"))
                .map(block -> JsonMapper.shared().readTree(block.text()))
                .toList();

        assertThat(quoted)
                .singleElement()
                .satisfies(example -> example.forEachEntry((name, value) -> {
                    if (CHANGING.contains(name)) {
                        assertThat(line.path(name).stringValue()).as(name).isNotEmpty();
                    } else if (value.isObject()) {
                        value.forEachEntry(
                                (inner, of) -> assertThat(line.path(name).path(inner))
                                        .as(inner)
                                        .isEqualTo(of));
                    } else {
                        assertThat(line.path(name)).as(name).isEqualTo(value);
                    }
                }));
    }

    private HttpResponse<String> create() {
        return http.api(
                "POST",
                "/v1/portal-links",
                "acme-key",
                "{\"merchant_id\": \"m_1\", \"platform\": \"easypost\", \"account\": \"user_1\"}");
    }

    private static String id(HttpResponse<String> created) {
        return created.headers().firstValue("Portal-Link-Id").orElseThrow();
    }

    private static String launchPath(HttpResponse<String> created) {
        return Http.path(Http.json(created).path("url").stringValue());
    }

    /** The log's latest with this text. */
    private JsonNode line(String text) throws IOException {
        return Files.readAllLines(folder.resolve("broker.log")).reversed().stream()
                .filter(line -> line.contains(text))
                .map(JsonMapper.shared()::readTree)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line with " + text));
    }

    /** The command for the ten minutes of this line. */
    private static String atTime(String command, JsonNode line) {
        String time = line.path("@timestamp").stringValue();
        return TIME.matcher(command).replaceAll(time.substring(0, "2026-11-30T22:5".length()));
    }

    private String run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
