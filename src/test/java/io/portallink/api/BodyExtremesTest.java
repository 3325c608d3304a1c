package io.portallink.api;

import static io.portallink.api.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** JSON that costs its reader more than its writer, and JSON that two readers understand differently. */
@BrokerTest
@Timeout(30)
class BodyExtremesTest {

    private static final String ONBOARDING = "\"onboarding\"";
    private static final String ACCOUNT = "/v1/merchants/m_extreme/accounts/easypost";

    private final Calls calls;

    BodyExtremesTest(@LocalServerPort int port) {
        calls = new Calls(port);
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource
    void openWhenBodyIsExtremeThenRefusedInNoTime(int status, String body) {
        long start = System.nanoTime();

        HttpResponse<String> answer = calls.open(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).hasSizeLessThan(1000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(StubPlatforms.easyPost().getAllServeEvents()).isEmpty();
    }

    static Stream<Arguments> openWhenBodyIsExtremeThenRefusedInNoTime() {
        return Stream.of(
                Arguments.of(413, "[".repeat(100_000)),
                Arguments.of(413, "{\"prefill\":".repeat(100_000)),
                Arguments.of(400, "[".repeat(32_000)),
                Arguments.of(400, "{\"a\":".repeat(6_000)),
                Arguments.of(400, body("account", nested(15_000))),
                Arguments.of(400, body("page", ONBOARDING, "prefill", "{\"a\": " + nested(300) + "}")),
                Arguments.of(400, body("page", ONBOARDING, "prefill", "{\"a\":".repeat(300) + "1" + "}".repeat(300))),
                Arguments.of(400, body("expires_in", "1e999999")),
                Arguments.of(400, body("expires_in", "-1e-999999")),
                Arguments.of(400, body("expires_in", "9".repeat(30_000))),
                Arguments.of(400, body("expires_in", "1e" + "9".repeat(20_000))),
                Arguments.of(400, body("account", "1e999999")),
                Arguments.of(400, body("account", "9".repeat(30_000))),
                Arguments.of(400, body("merchant_id", "9".repeat(30_000))),
                Arguments.of(400, body("page", ONBOARDING, "prefill", "{\"a\": " + "9".repeat(5_000) + "}")),
                Arguments.of(400, body("page", ONBOARDING, "prefill", "{\"a\": 1e" + "9".repeat(5_000) + "}")),
                Arguments.of(400, body("k".repeat(30_000), "1")),
                Arguments.of(400, body("page", ONBOARDING, "prefill", "{\"" + "k".repeat(30_000) + "\": 1}")),
                Arguments.of(400, body("state", "\"" + "\\ud83d\\ude00".repeat(2_500) + "\"")),
                Arguments.of(400, body("state", "\"" + "\\u0000".repeat(5_000) + "\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1e999999999}", "{\"a\": -1e-999999999}", "{\"a\": 1.0000000000000000000001}"})
    void openWhenPrefillHoldsAnImmenseNumberThenItIsNotWrittenOut(String prefill) {
        HttpResponse<String> answer = calls.open(body("page", ONBOARDING, "mode", "\"direct\"", "prefill", prefill));

        assertThat(answer.statusCode()).as(answer.body()).isIn(201, 400);
        StubPlatforms.easyPost()
                .getAllServeEvents()
                .forEach(event -> assertThat(event.getRequest().getBody()).hasSizeLessThan(2_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "1e5", "["})
    void putWhenBodyIsExtremeThenRefused(String unit) {
        String value = unit.repeat(unit.length() == 1 ? 30_000 : 1);
        assertThat(calls.call("PUT", ACCOUNT, "{\"account\": " + value + "}").statusCode())
                .isEqualTo(400);
    }

    /** With escapes, nested, or nearly the same name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"merchant_id\": \"m_1\", \"merchant\\u005fid\": \"m_2\"}",
                "{\"\\u006derchant_id\": \"m_1\", \"merchant_id\": \"m_2\"}",
                "{\"merchant_id\": \"m_1\", \"merchant_id\": null}",
                "{\"merchant_id\": null, \"merchant_id\": \"m_1\"}",
                "{\"merchant_id\": \"m_1\", \"prefill\": {\"a\": {\"b\": 1, \"b\": 2}}}",
                "{\"merchant_id\": \"m_1\", \"prefill\": {\"a\": {\"b\": 1, \"\\u0062\": 2}}}",
                "{\"merchant_id\": \"m_1\", \"prefill\": [{\"a\": 1, \"a\": 1}]}",
                "{\"merchant_id\": \"m_1\", \"account\": {\"a\": 1, \"a\": 1}}",
                "{\"merchant_id\": \"m_1\", \"unknown\": {\"a\": 1, \"a\": 1}}",
                "{\"merchant_id\": \"m_1\", \"merchant_id \": \"m_1\"}",
                "{\"merchant_id\": \"m_1\", \"merchant_id\\u0000\": \"m_1\"}",
                "{\"merchant_id\": \"m_1\", \"\": 1}"
            })
    void openWhenKeyStandsTwiceInWhateverSpellingThenInvalidRequest(String body) {
        String more = body.substring(0, body.length() - 1) + ", \"platform\": \"easypost\", \"page\": \"onboarding\"}";
        assertThat(Calls.wrongFields(calls.open(more))).hasSize(1);
        assertThat(StubPlatforms.easyPost().getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": NaN}",
                "{\"a\": Infinity}",
                "{\"a\": -Infinity}",
                "{\"a\": 01}",
                "{\"a\": -01}",
                "{\"a\": .5}",
                "{\"a\": 5.}",
                "{\"a\": +1}",
                "{\"a\": 0x10}",
                "{\"a\": 1_000}",
                "{\"a\": 1n}",
                "{\"a\": 'b'}",
                "{a: 1}",
                "{'a': 1}",
                "{\"a\": undefined}",
                "{\"a\": True}",
                "{\"a\": \"\\x41\"}",
                "{\"a\": \"\\u12\"}",
                "{\"a\": \"\\'\"}",
                "{\"a\": \"\t\"}",
                "{\"a\": \"\u0001\"}",
                "{\"a\": \"\\ud800\"}",
                "{\"a\": \"\\udc00\\ud800\"}",
                "{\"\\ud800\": 1}",
                "{\"a\": 1,}",
                "{,\"a\": 1}",
                "{\"a\": [1,,2]}",
                "{\"a\": [1,]}",
                "{\"a\" 1}",
                "{\"a\": 1 // b\n}",
                "{\"a\": 1 /* b */}",
                "{\"a\": 1 # b\n}",
                "{\"a\": 1}}",
                "{\"a\": 1} {}",
                "{\"a\": 1}\u00a0"
            })
    void openWhenPrefillIsNotQuiteJsonThenInvalidRequest(String prefill) {
        assertThat(Calls.wrongFields(calls.open(body("page", ONBOARDING, "prefill", prefill))))
                .hasSize(1);
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }
}
