package io.portallink.api;

import static io.portallink.api.Imports.CSV;
import static io.portallink.api.Imports.HEADER;
import static io.portallink.api.Imports.NDJSON;
import static io.portallink.api.Imports.line;
import static io.portallink.api.Imports.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.api.Imports.Refused;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Many accounts in one call. */
@BrokerTest
@ExtendWith(OutputCaptureExtension.class)
class ImportTest {

    private static final String SECRET = "user_secretsecretsecret";

    private final Calls calls;
    private final Imports imports;

    ImportTest(@LocalServerPort int port) {
        calls = new Calls(port);
        imports = new Imports(port);
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void importWhenNdjsonThenEveryGoodLineIsStored(String end) {
        String body = String.join(
                end,
                "\uFEFF{\"merchant_id\": \"n_1\", \"platform\": \"easypost\", \"account\": \"user_1\", \"theme_id\": null}",
                "{\"merchant_id\": \"n_2\", \"platform\": \"shipengine\", \"account\": 1234567890123, \"theme_id\": \"Grün\"}",
                "",
                "  ",
                "{\"merchant_id\": \"n_1\", \"platform\": \"shipengine\", \"account\": \"x\"}");

        HttpResponse<String> answer = imports.send("application/x-NDJSON; charset=utf-8", body);

        assertThat(refused(answer, 3)).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(account("n_1", "easypost").path("theme_id").isNull()).isTrue();
        assertThat(account("n_1", "shipengine").path("account").asString()).isEqualTo("••••");
        assertThat(account("n_2", "shipengine").path("account").asString()).isEqualTo("1234567••••");
        assertThat(account("n_2", "shipengine").path("theme_id").asString()).isEqualTo("Grün");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void importWhenCsvThenEveryGoodLineIsStored(String end) {
        String body = String.join(
                end,
                "\uFEFFtheme_id,\"account\",merchant_id,platform",
                ",user_1,c_1,easypost",
                "\"a \"\"b\"\", c\",\"1234567890123\",\"c_2\",\"shipengine\"",
                "",
                "\"\",x,c_1,shipengine");

        assertThat(refused(imports.send("text/csv; charset=UTF-8; header=present", body), 3))
                .isEmpty();

        assertThat(account("c_1", "easypost").path("theme_id").isNull()).isTrue();
        assertThat(account("c_1", "shipengine").path("theme_id").isNull()).isTrue();
        assertThat(account("c_2", "shipengine").path("account").asString()).isEqualTo("1234567••••");
        assertThat(account("c_2", "shipengine").path("theme_id").asString()).isEqualTo("a \"b\", c");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"platform\": \"easypost\", \"account\": \"x\"}|merchant_id: is required",
                "{\"merchant_id\": \"m\", \"account\": \"x\"}|platform: is required",
                "{\"merchant_id\": \"m\", \"platform\": \"easypost\"}|account: is required",
                "{\"merchant_id\": \"m\", \"platform\": \"easypost\", \"account\": null}|account: is required",
                "{}|merchant_id: is required; platform: is required; account: is required",
                "{\"merchant_id\": \"a b\", \"platform\": \"easypost\", \"account\": \"x\"}|merchant_id: must be 1 to 128",
                "{\"merchant_id\": \"\\u0000\", \"platform\": \"easypost\", \"account\": \"x\"}|merchant_id: must be 1 to 128",
                "{\"merchant_id\": 5, \"platform\": \"easypost\", \"account\": \"x\"}|merchant_id: has the wrong type",
                "{\"merchant_id\": \"m\", \"platform\": \"nope\", \"account\": \"x\"}|platform: is not one of the known words: easypost, shipengine",
                "{\"merchant_id\": \"m\", \"platform\": \"EasyPost\", \"account\": \"x\"}|platform: is not one of the known words: easypost, shipengine",
                "{\"merchant_id\": \"m\", \"platform\": \"easypost\", \"account\": 1.5}|account: must be text or a whole number",
                "{\"merchant_id\": \"m\", \"platform\": \"easypost\", \"account\": true}|account: must be text or a whole number",
                "{\"merchant_id\": \"m\", \"platform\": \"easypost\", \"account\": \"a\\u0000b\"}|account: must be 1 to 512",
                "{\"merchant_id\": \"m\", \"platform\": \"easypost\", \"account\": \"x\", \"theme_id\": \"\"}|theme_id: must not be blank",
                "{\"merchant_id\": \"m\", \"platform\": \"easypost\", \"account\": \"x\", \"theme_id\": \"\\ud800\"}|theme_id: is not well-formed",
                "{\"merchant_id\": \"m\", \"platform\": \"easypost\", \"account\": \"x\", \"nope\": 1}|nope: is not known",
                "{\"merchant_id\": \"m\", \"merchant_id\": \"m\", \"platform\": \"easypost\", \"account\": \"x\"}|merchant_id: stands there twice",
                "{\"merchant_id\": \"m\", \"platform\": \"easypost\", \"account\": \"x\"} {}|line: has the wrong type",
                "{\"merchant_id\": \"m\"|line: is not valid JSON",
                "null|line: must be an object",
                "[]|line: has the wrong type",
                "#|line: is not valid JSON"
            })
    void importWhenNdjsonLineIsBadThenItAloneIsRefusedByItsNumber(String bad, String detail) {
        calls.call("DELETE", "/v1/merchants/b_2/accounts/easypost", "");
        String body = line("b_1", "x") + "\n" + bad + "\n" + line("b_2", "x");

        List<Refused> refused = refused(imports.send(NDJSON, body), 2);

        assertThat(refused).hasSize(1);
        assertThat(refused.getFirst().line()).isEqualTo(3);
        assertThat(refused.getFirst().detail()).startsWith(detail);
        account("b_2", "easypost");
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-ndjson, {\"a\": \"\u00ff\"}, is not well-formed UTF-8",
        "text/csv, \u00ff, is not well-formed UTF-8",
    })
    void importWhenLineIsNotUtf8ThenItAloneIsRefused(String type, String bad, String detail) {
        String body = type.equals(CSV)
                ? HEADER + "u_1,easypost,x,\n" + bad + "\nu_2,easypost,x,\n"
                : line("u_1", "x") + bad + "\n" + line("u_2", "x");

        List<Refused> refused = refused(imports.send(type, body.getBytes(StandardCharsets.ISO_8859_1)), 2);

        assertThat(refused).containsExactly(new Refused(type.equals(CSV) ? 3 : 2, "line: " + detail));
    }

    @Test
    void importWhenLineIsLongerThan32KiBThenItAloneIsRefused() {
        String longest = line("l_1", "x").strip();
        String body = longest + " ".repeat(32 * 1024 - longest.length()) + "\r\n" // just at the limit
                + longest + " ".repeat(32 * 1024 - longest.length() + 1) + "\n"
                + "x".repeat(200 * 1024) + "\n"
                + line("l_2", "x");

        assertThat(refused(imports.send(NDJSON, body), 2))
                .containsExactly(
                        new Refused(2, "line: is longer than 32 KiB"), new Refused(3, "line: is longer than 32 KiB"));
        account("l_2", "easypost");
    }

    @Test
    void importWhenManyLinesAreBadThenAllAreCountedAndTheFirstThousandTold() {
        String body = line("many_1", "x") + "{}\n".repeat(1500) + line("many_2", "x");

        JsonNode json = Http.json(imports.send(NDJSON, body));

        assertThat(json.path("accepted").intValue()).isEqualTo(2);
        assertThat(json.path("refused").intValue()).isEqualTo(1500);
        assertThat(json.path("errors").size()).isEqualTo(1000);
        assertThat(json.path("errors").path(999).path("line").intValue()).isEqualTo(1001);
    }

    @Test
    void importWhenNothingIsInItThenNothingIsAccepted() {
        assertThat(refused(imports.send(NDJSON, ""), 0)).isEmpty();
        assertThat(refused(imports.send(NDJSON, "\n\n"), 0)).isEmpty();
        assertThat(refused(imports.send(CSV, HEADER), 0)).isEmpty();
    }

    @Test
    void importWhenMerchantStandsThereTwiceThenTheLaterLineWins() {
        String others =
                IntStream.range(0, 300).mapToObj(i -> line("twice_" + i, "x")).collect(Collectors.joining());
        String body =
                line("twice", "aaaaaaaaaaaa") + line("twice", "bbbbbbbbbbbb") + others + line("twice", "cccccccccccc");

        assertThat(refused(imports.send(NDJSON, body), 301)).isEmpty();
        assertThat(account("twice", "easypost").path("account").asString()).isEqualTo("ccccccc••••");
        assertThat(refused(imports.send(NDJSON, line("twice", "dddddddddddd") + line("twice", "aaaaaaaaaaaa")), 1))
                .isEmpty();
        assertThat(account("twice", "easypost").path("account").asString()).isEqualTo("aaaaaaa••••");
    }

    @Test
    void importWhenMerchantIsAnotherTenantsThenThatOneIsUntouched() {
        refused(imports.send(NDJSON, line("t_1", "acme_account_1")), 1);

        HttpResponse<String> foreign = imports.send(
                "bare-key", NDJSON, BodyPublishers.ofString(line("t_1", "bare_account_1") + line("t_2", "x")));

        assertThat(refused(foreign, 2)).isEmpty();
        assertThat(account("t_1", "easypost").path("account").asString()).isEqualTo("acme_ac••••");
        assertThat(calls.send("bare-key", "GET", "/v1/merchants/t_1", Map.of(), "")
                        .body())
                .contains("bare_ac••••");
        Calls.assertProblem(calls.call("GET", "/v1/merchants/t_2", ""), 404, "merchant-not-found");
    }

    @Test
    void importWhenAccountIsAnotherThenUnopenedLinksAreRevokedAndElseNot() {
        refused(imports.send(NDJSON, line("r_1", "before") + line("r_2", "same")), 2);
        String changed = launch("r_1");
        String same = launch("r_2");

        refused(imports.send(NDJSON, line("r_2", "same") + line("r_1", "after")), 2);

        assertThat(calls.send(Calls.KEY, "GET", changed, Http.NAVIGATION, "").statusCode())
                .isEqualTo(410);
        assertThat(calls.send(Calls.KEY, "GET", same, Http.NAVIGATION, "").statusCode())
                .isEqualTo(302);
    }

    @Test
    void importWhenDoneThenNeitherAnswerNorLogHoldsAnAccount(CapturedOutput output) {
        String ndjson = line("s_1", SECRET)
                + "{\"merchant_id\": \"s_2\", \"platform\": \"" + SECRET + "\", \"account\": \" " + SECRET + "\"}\n"
                + "{\"merchant_id\": {\"" + SECRET + " \": \"" + SECRET + "\"}}\n"
                + "{\"account\": " + SECRET + "}\n";
        String csv = HEADER + "s_3,easypost," + SECRET + ",\ns_4,easypost, " + SECRET + ",\n" + SECRET + "\n\"" + SECRET
                + "\n";

        HttpResponse<String> lines = imports.send(NDJSON, ndjson);
        HttpResponse<String> records = imports.send(CSV, csv);
        HttpResponse<String> headless = imports.send(CSV, "s_5,easypost," + SECRET + ",\n");

        assertThat(refused(lines, 1)).hasSize(3);
        assertThat(refused(records, 1)).hasSize(3);
        assertThat(headless.statusCode()).isEqualTo(400);
        assertThat(lines.body() + records.body() + headless.body()).doesNotContain("secretsecret");
        assertThat(output.getAll())
                .contains("\"event\":\"merchants_imported\"")
                .contains("\"accepted\":1,\"refused\":3")
                .doesNotContain("secretsecret");
    }

    private JsonNode account(String merchant, String platform) {
        HttpResponse<String> answer = calls.call("GET", "/v1/merchants/" + merchant + "/accounts/" + platform, "");
        assertThat(answer.statusCode()).as(merchant + " " + answer.body()).isEqualTo(200);
        return Http.json(answer);
    }

    private String launch(String merchant) {
        HttpResponse<String> created = calls.open("{\"merchant_id\": \"" + merchant + "\"}");
        return Http.path(Http.json(created).path("url").asString());
    }
}
