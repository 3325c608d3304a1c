package io.portallink.docs;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.docs.Commands.Setting;
import io.portallink.docs.Documents.Block;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private final Http http;
    private String reference = "";
    private String link = "";
    private JsonNode line = JsonMapper.shared().missingNode();

    FailedClickTest(@LocalServerPort int port) {
        http = new Http(port);
    }

    @BeforeEach
    void clickInVain(CapturedOutput output) throws IOException {
        StubPlatforms.reset();
        StubPlatforms.easyPost()
                .stubFor(post(urlPathEqualTo(StubPlatforms.EASYPOST_PATH))
                        .willReturn(aResponse().withStatus(401).withHeader("x-ep-request-uuid", "ep-request-1")));
        HttpResponse<String> created = http.api(
                "POST",
                "/v1/portal-links",
                "acme-key",
                "{\"merchant_id\": \"m_1\", \"platform\": \"easypost\", \"account\": \"user_1\"}");
        link = created.headers().firstValue("Portal-Link-Id").orElseThrow();
        HttpResponse<String> page =
                http.get(Http.path(Http.json(created).path("url").stringValue()), Http.NAVIGATION);
        reference = Jsoup.parse(page.body()).select("p.reference code").text();
        String log = output.getOut();
        Files.writeString(folder.resolve("broker.log"), log);
        line = log.lines()
                .filter(text -> text.contains("\"request_id\":\"" + reference + "\""))
                .map(JsonMapper.shared()::readTree)
                .findFirst()
                .orElseThrow(() -> new AssertionError(page.body()));
    }

    @Test
    void commandsWhenRunOnTheLogThenEachFindsTheClick() throws Exception {
        List<Block> blocks = Commands.blocks(Setting.LOG);
        assertThat(blocks).hasSize(3).allMatch(block -> block.page().equals(PAGE));
        for (Block block : blocks) {
            String command = block.text().replace("plk_…", link);
            command = REFERENCE.matcher(command).replaceAll(reference.substring(0, SAID));
            command = TIME.matcher(command)
                    .replaceAll(line.path("@timestamp").stringValue().substring(0, "2026-11-30T22:5".length()));

            List<JsonNode> found =
                    run(command).lines().map(JsonMapper.shared()::readTree).toList();
            assertThat(found).as(command).contains(line);
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
