package io.portallink.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.Mutator;
import io.portallink.testkit.RawClient;
import io.portallink.testkit.Seeds;
import io.portallink.testkit.StubPlatforms;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Requests of any kind over real sockets: no 5xx, since both platforms are well; no trace, no secret; always an id. */
@BrokerTest
class HttpFuzzTest {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})(?= |\r)");
    private static final Pattern ID =
            Pattern.compile("^X-Request-Id: [A-Za-z0-9._-]{1,128}\r", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
    private static final Pattern PREFETCH = Pattern.compile("purpose:|x-moz:", Pattern.CASE_INSENSITIVE);

    private final Calls calls;
    private final int port;

    HttpFuzzTest(@LocalServerPort int port) {
        calls = new Calls(port);
        this.port = port;
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
        // whatever account was registered meanwhile
        StubPlatforms.easyPost()
                .stubFor(get(urlPathMatching("/v2/users/.*"))
                        .willReturn(aResponse()
                                .withStatus(404)
                                .withBody("{\"error\": {\"code\": \"NOT_FOUND\", \"message\": \"Not found.\"}}")));
    }

    @Test
    void answerWhenRequestIsAnythingThenNoBugNoTraceNoSecret() throws IOException {
        List<String> tickets = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            JsonNode link = Http.json(calls.open(Calls.body()));
            tickets.add(Http.path(link.path("url").asString()));
            ids.add(link.path("id").asString());
        }
        Map<String, Integer> statuses = new TreeMap<>();
        int tries = Seeds.fewTries();
        for (long seed : new Random().longs(tries).toArray()) {
            byte[] request = new RequestMutator(new Mutator(seed), tickets, ids).request();
            String answer = send(request);
            statuses.merge(check(answer, new String(request, UTF_8)), 1, Integer::sum);
        }
        Seeds.report(getClass(), tries, statuses);
        assertThat(statuses).containsKeys("200", "201", "400", "401", "404", "405");
        assertThat(statuses.getOrDefault("none", 0)).isLessThan(tries / 4);
    }

    /** Sends no more after it, so that a length that promises more is not waited for. */
    private String send(byte[] request) throws IOException {
        try (Socket socket = RawClient.connect(port)) {
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            RawClient.Answer answer = RawClient.read(socket);
            String asked = new String(request, ISO_8859_1);
            assertThatCode(() -> answer.checkAgainst(asked)).as(asked).doesNotThrowAnyException();
            return answer.text();
        } catch (SocketException reset) {
            return ""; // closed while we still wrote
        }
    }

    private static String check(String answer, String request) {
        List<String> statuses = STATUS.matcher(answer)
                .results()
                .map(found -> found.group(1))
                .filter(status -> !status.equals("100"))
                .toList();
        if (statuses.isEmpty()) {
            // a line break before the version makes it HTTP/0.9, whose answer is the body alone
            assertThat(answer).as(request).doesNotContain("internal-error");
            assertNothingInside(answer, request);
            return answer.isEmpty() ? "none" : "HTTP/0.9";
        }
        for (String status : statuses) {
            // 503: what the contract gives a prefetch
            assertThat(status.startsWith("5")
                            && !(status.equals("503")
                                    && PREFETCH.matcher(request).find()))
                    .as("%s%nfor %s", answer, request)
                    .isFalse();
        }
        assertThat(ID.matcher(answer).results().count())
                .as("%s%nfor %s", answer, request)
                .isEqualTo(statuses.size());
        assertNothingInside(answer, request);
        if (statuses.getFirst().startsWith("4")) {
            assertThat(answer.replaceAll("(?i)x-request-id: .*", ""))
                    .as(request)
                    .doesNotContain(Mutator.SECRET);
        }
        return statuses.getFirst();
    }

    private static void assertNothingInside(String answer, String request) {
        assertThat(answer)
                .as(request)
                .doesNotContain(
                        "at io.portallink", "Exception", "Caused by", "org.apache", "springframework", "jackson")
                .doesNotContain(BrokerTestConfiguration.EASYPOST_KEY, BrokerTestConfiguration.SHIPENGINE_KEY)
                .doesNotContain(Calls.KEY, BrokerTestConfiguration.SERVER_KEY);
    }
}
