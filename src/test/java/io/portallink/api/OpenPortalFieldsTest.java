package io.portallink.api;

import static io.portallink.api.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Each field of a request: what it may hold, and that nothing is coerced. */
@BrokerTest
class OpenPortalFieldsTest {

    private final Calls calls;

    OpenPortalFieldsTest(@LocalServerPort int port) {
        calls = new Calls(port);
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource({"wrongTypes", "wrongValues"})
    void openWhenFieldIsWrongThenInvalidRequestNamesIt(String field, String value) {
        assertThat(Calls.wrongFields(calls.open(body(field, value)))).containsOnly(field);
        assertThat(StubPlatforms.easyPost().getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "platform|easypost, shipengine",
                "page|onboarding, settings, billing, carriers, reports, branding, analytics, insurance",
                "mode|launch, direct",
                "confirm|auto, always"
            })
    void openWhenWordIsUnknownThenTheKnownOnesAreListed(String field, String words) {
        JsonNode error =
                Http.json(calls.open(body(field, "\"nope\""))).path("errors").path(0);

        assertThat(error.path("message").asString()).isEqualTo("is not one of the known words: " + words);
    }

    static Stream<Arguments> wrongTypes() {
        return Stream.concat(
                Stream.of(
                                "merchant_id",
                                "platform",
                                "page",
                                "mode",
                                "return_url",
                                "refresh_url",
                                "state",
                                "theme_id",
                                "confirm")
                        .flatMap(field -> Stream.of("5", "1.5", "true", "[]", "[\"x\"]", "{}")
                                .map(value -> Arguments.of(field, value))),
                Stream.of("page_fallback", "supersede", "dry_run")
                        .flatMap(field -> Stream.of("\"true\"", "\"\"", "1", "0", "0.0", "[]", "[true]", "{}")
                                .map(value -> Arguments.of(field, value))));
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                        table("merchant_id", "", "null", "\"\"", "\"a b\"", "\"ü\"", "\"a/b\"", quoted("m", 129)),
                        table("platform", "\"\"", "\"nope\"", "\"EasyPost\"", "\"../x\"", quoted("p", 40)),
                        table("account", "1.5", "3.0", "1e3", "true", "[]", "{}", "\"\"", "\" \"", "\"a b\"", "\"ü\""),
                        table("account", "\"a\\nb\"", "\"\\u0000\"", quoted("a", 513), "1".repeat(513)),
                        table("page", "\"\"", "\"Billing\"", "\"wallet\"", "\" billing\""),
                        table("mode", "\"\"", "\"LAUNCH\"", "\"redirect\""),
                        table("return_url", quoted("u", 2049)),
                        table("state", quoted("s", 513), "\"\\ud800\"", "\"\\udc00x\""),
                        table("theme_id", "\"\"", "\" \"", quoted("t", 129), "\"\\ud83d\""),
                        table("prefill", "[]", "\"x\"", "5", "true", "{}", "{\"a\": 1}"),
                        table("confirm", "\"\"", "\"never\"", "\"Always\""),
                        table("expires_in", "29", "601", "0", "-300", "300.0", "3e2", "\"300\"", "true", "[300]"),
                        table("expires_in", "\"\"", "99999999999", "1e999999999", "{}"))
                .flatMap(rows -> rows);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource
    void openWhenFieldIsAtItsBoundThenCreated(String field, String value) {
        assertThat(calls.open(body(field, value)).statusCode()).isEqualTo(201);
    }

    static Stream<Arguments> openWhenFieldIsAtItsBoundThenCreated() {
        return Stream.of(
                        table("merchant_id", "\"aZ0._:@-\"", quoted("m", 128)),
                        table("account", "5", "0", "\"5\"", "\"+/=~!\"", quoted("a", 512), "9".repeat(30)),
                        table("state", "\"\"", quoted("😀", 512), "null"),
                        table("theme_id", quoted("t", 128), "null"),
                        table("expires_in", "30", "600", "null"),
                        table("confirm", "\"auto\"", "\"always\"", "null"),
                        table("page", "null"),
                        table("mode", "null"),
                        table("prefill", "null"),
                        table("supersede", "null", "true", "false"),
                        table("page_fallback", "null", "true", "false"),
                        table("dry_run", "null", "false"))
                .flatMap(rows -> rows);
    }

    @Test
    void openWhenSeveralFieldsAreWrongThenEachIsNamed() {
        assertThat(Calls.wrongFields(calls.open(
                        body("merchant_id", "\"\"", "page", "\"x\"", "expires_in", "5", "state", quoted("s", 600)))))
                .containsExactlyInAnyOrder("merchant_id", "page", "expires_in", "state");
    }

    private static Stream<Arguments> table(String field, String... values) {
        return Stream.of(values).map(value -> Arguments.of(field, value));
    }

    private static String quoted(String text, int times) {
        return "\"" + text.repeat(times) + "\"";
    }
}
