package io.portallink.api;

import static io.portallink.api.Imports.CSV;
import static io.portallink.api.Imports.NDJSON;
import static io.portallink.api.Imports.line;
import static io.portallink.api.Imports.refused;
import static io.portallink.api.Imports.warnings;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.portallink.api.Imports.Warned;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.StubPlatforms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What spreadsheets and other programs make of an import. */
@BrokerTest
class ImportSpreadsheetTest {

    private static final String HEAD = "merchant_id,platform,account,theme_id\n";
    private static final String NUMBER = "looks-like-a-number-format";
    private static final String REPEATED = "replaces-earlier-line";

    private final Calls calls;
    private final Imports imports;

    ImportSpreadsheetTest(@LocalServerPort int port) {
        calls = new Calls(port);
        imports = new Imports(port);
    }

    @BeforeEach
    void noMerchants() {
        StubPlatforms.reset();
        for (String merchant : new String[] {"x_1", "x_2"}) {
            calls.call("DELETE", "/v1/merchants/" + merchant + "/accounts/easypost", "");
            calls.call("DELETE", "/v1/merchants/" + merchant + "/accounts/shipengine", "");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merchant_id,platform,account,theme_id\nx_1,easypost,a\nx_2,easypost,b,\n",
                "merchant_id,platform,account,theme_id,\nx_1,easypost,a,,\nx_2,easypost,b\n",
                "merchant_id,platform,account,,\nx_1,easypost,a,,\nx_2,easypost,b,\n",
                "merchant_id;platform;account;theme_id\nx_1;easypost;a;\nx_2;easypost;\"b\"\n",
                "merchant_id\tplatform\taccount\ttheme_id\nx_1\teasypost\ta\t\nx_2\teasypost\tb\n",
                "\"merchant_id\";\"platform\";\"account\"\n\"x_1\";\"easypost\";\"a\"\nx_2;easypost;b\n",
                "sep=,\nmerchant_id,platform,account\nx_1,easypost,a\nx_2,easypost,b\n",
                "sep=;\r\nmerchant_id;platform;account\r\nx_1;easypost;a\r\nx_2;easypost;b\r\n",
                "\uFEFF\"SEP=\t\"\nmerchant_id\tplatform\taccount\nx_1\teasypost\ta\nx_2\teasypost\tb\n",
                "sep=,,,\nmerchant_id,platform,account\nx_1,easypost,a\nx_2,easypost,b\n",
                "merchant_id,platform,account\rx_1,easypost,a\rx_2,easypost,b\r",
                "merchant_id,platform,account\rx_1,easypost,a\nx_2,easypost,b\r\n",
                "\uFEFFmerchant_id;platform;account\r\rx_1;easypost;a\r;;\rx_2;easypost;b",
                "merchant_id,platform,account,theme_id\n,,,\n\"\",\"\",\"\",\"\"\nx_1,easypost,a\n,\n , ,\nx_2,easypost,b\n,,,,,,\n",
                "\n,,,\nmerchant_id,platform,account\nx_1,easypost,a\nx_2,easypost,b\n"
            })
    void importWhenSpreadsheetWroteItThenEveryRowIsStored(String body) {
        HttpResponse<String> answer = imports.send(CSV, body);

        assertThat(refused(answer, 2)).isEmpty();
        assertThat(warnings(answer)).isEmpty();
        assertStored("x_1");
        assertStored("x_2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\r\n", "\n\r\n"})
    void importWhenNdjsonHasOtherLineEndsThenEveryLineIsStored(String end) {
        String body = "\uFEFF" + end + line("x_1", "a").strip() + end + " " + end
                + line("x_2", "b").strip() + end;

        assertThat(refused(imports.send(NDJSON, body), 2)).isEmpty();
        assertStored("x_2");
    }

    static Stream<Arguments> otherEncodings() {
        Charset utf32 = Charset.forName("UTF-32BE");
        return Stream.of(CSV, NDJSON).flatMap(type -> {
            String text = type.equals(CSV) ? HEAD + "x_1,easypost,a,\n" : line("x_1", "a");
            return Stream.of(
                    argumentSet(type + " UTF-16", type, ("\uFEFF" + text).getBytes(UTF_16LE), 400),
                    argumentSet(type + " UTF-16, big end first", type, ("\uFEFF" + text).getBytes(UTF_16BE), 400),
                    argumentSet(type + " UTF-16 without a mark", type, text.getBytes(UTF_16LE), 400),
                    argumentSet(type + " UTF-16, blank lines first", type, ("\r\n\r\n" + text).getBytes(UTF_16BE), 400),
                    argumentSet(type + " UTF-32", type, ("\uFEFF" + text).getBytes(utf32), 400),
                    argumentSet(type + " UTF-32 without a mark", type, text.getBytes(utf32), 400),
                    argumentSet(type + " UTF-16, its first byte", type, new byte[] {(byte) 0xff, (byte) 0xfe}, 400),
                    argumentSet(type + " gzip", type, coded(text, GZIPOutputStream::new), 415),
                    argumentSet(type + " zip", type, coded(text, ImportSpreadsheetTest::zip), 415),
                    argumentSet(type + " empty zip", type, new byte[] {'P', 'K', 5, 6, 0, 0}, 415),
                    argumentSet(type + " old Excel", type, bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 415),
                    argumentSet(type + " zstd", type, bytes(0x28, 0xb5, 0x2f, 0xfd, 0), 415),
                    argumentSet(type + " bzip2", type, bytes('B', 'Z', 'h', '9', '1'), 415),
                    argumentSet(type + " xz", type, bytes(0xfd, '7', 'z', 'X', 'Z'), 415));
        });
    }

    @ParameterizedTest
    @MethodSource("otherEncodings")
    void importWhenBodyIsNotUtf8ThenOneRefusalAndNothingIsKept(String type, byte[] body, int status) {
        HttpResponse<String> answer = imports.send(type, body);

        Calls.assertProblem(answer, status, status == 400 ? "invalid-request" : "unsupported-media-type");
        assertThat(answer.body()).contains("UTF-8");
        assertNotStored("x_1");
    }

    static Stream<Arguments> unreadableHeaders() {
        String row = "x_1,easypost,a,\n";
        return Stream.of(
                argumentSet("Windows-1252", bytes("merchant_id,platform,account,Gr\u00f6\u00dfe\n" + row), "UTF-8"),
                argumentSet("Windows-1252 below sep=", bytes("sep=,\n\u00e9," + HEAD + row), "UTF-8"),
                argumentSet("too long", bytes(",".repeat(33_000) + HEAD + row), "32 KiB"),
                argumentSet("open quote", bytes("merchant_id,platform,\"account\n" + row), "quotes"),
                argumentSet("stray quote", bytes("merchant_id;platform;acc\"ount\"\n" + row), "quotes"));
    }

    @ParameterizedTest
    @MethodSource("unreadableHeaders")
    void importWhenHeaderLineIsUnreadableThenOneReasonAndNothingIsKept(byte[] body, String reason) {
        HttpResponse<String> answer = imports.send(CSV, body);

        assertThat(Calls.wrongFields(answer)).containsExactly("header");
        assertThat(answer.body()).contains(reason).doesNotContain("missing");
        assertNotStored("x_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "deflate", "br", "zstd", "identity, gzip"})
    void importWhenContentEncodingSaysCompressedThenUnsupportedAndNothingIsKept(String coding) {
        HttpResponse<String> answer =
                imports.encoded(CSV, coding, coded(HEAD + "x_1,easypost,a,\n", DeflaterOutputStream::new));

        Calls.assertProblem(answer, 415, "unsupported-media-type");
        assertNotStored("x_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "104217.0",
                "104217.00",
                "104217,0",
                "1.04217E+11",
                "1,04217E+11",
                "1.04217e11",
                "1E+11",
                "1E11",
                "-1.5E-7",
                "1,042,170",
                "1234567890123450000",
                "1.042.170"
            })
    void importWhenAccountIsAFormattedNumberThenKeptWithAWarning(String account) {
        HttpResponse<String> answer =
                imports.send(CSV, "merchant_id;platform;account\nx_2;easypost;user_1\nx_1;easypost;" + account + "\n");

        assertThat(refused(answer, 2)).isEmpty();
        assertThat(warnings(answer)).singleElement().satisfies(warned -> {
            assertThat(warned.line()).isEqualTo(3);
            assertThat(warned.code()).isEqualTo(NUMBER);
            assertThat(warned.detail()).startsWith("account").doesNotContain(account);
        });
        assertStored("x_1");
        assertThat(warnings(imports.send(NDJSON, line("x_1", account))))
                .extracting(Warned::line)
                .containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#N/A",
                "#REF!",
                "#NAME?",
                "#DIV/0!",
                "########",
                "nan",
                "NaN",
                "<NA>",
                "N/A",
                "None",
                "null",
                "TRUE",
                "-",
                "=A1",
                "'00123",
                "1/2/2026",
                "2026-11-30",
                "30.11.26",
                "Mar-24",
                "1-Mar"
            })
    void importWhenAccountIsWhatStandsForNoneThenKeptWithAWarning(String account) {
        HttpResponse<String> answer =
                imports.send(CSV, "merchant_id;platform;account\nx_1;easypost;\"" + account + "\"\n");

        assertThat(warnings(answer)).singleElement().satisfies(warned -> {
            assertThat(warned.line()).isEqualTo(2);
            assertThat(warned.code()).isEqualTo("looks-like-a-placeholder");
            assertThat(warned.detail()).startsWith("account: ").doesNotContain(account + " ");
        });
        assertStored("x_1");
    }

    @Test
    void importWhenMerchantIdIsAFormattedNumberThenKeptWithAWarning() {
        HttpResponse<String> answer = imports.send(NDJSON, line("104217.0", "1E5"));

        assertThat(warnings(answer)).singleElement().satisfies(warned -> {
            assertThat(warned.code()).isEqualTo(NUMBER);
            assertThat(warned.detail()).startsWith("merchant_id, account");
        });
        assertStored("104217.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "104217",
                "user_1.0",
                "se-104217",
                "1.0.0-a",
                "a1E5",
                "12e5f",
                "0x1.8",
                "1.",
                ".5",
                "E5",
                "1e",
                "1..0"
            })
    void importWhenAccountIsNoFormattedNumberThenNoWarning(String account) {
        assertThat(warnings(imports.send(NDJSON, line("x_1", account)))).isEmpty();
    }

    @Test
    void importWhenAccountIsRepeatedThenTheLaterLineWinsCountsOnceAndIsNamed() {
        String others =
                IntStream.range(0, 300).mapToObj(i -> line("rep_" + i, "x")).collect(Collectors.joining());
        String body = line("x_1", "aaaaaaaaaaaa")
                + "{}\n"
                + line("x_1", "bbbbbbbbbbbb")
                + line("x_1", "x").replace("easypost", "shipengine")
                + others
                + line("x_1", "cccccccccccc");

        HttpResponse<String> answer = imports.send(NDJSON, body);

        assertThat(refused(answer, 302)).hasSize(1);
        assertThat(warnings(answer))
                .containsExactly(
                        new Warned(3, REPEATED, "is for the same merchant and platform as line 1, which it replaces"),
                        new Warned(
                                305, REPEATED, "is for the same merchant and platform as line 3, which it replaces"));
        assertThat(calls.call("GET", "/v1/merchants/x_1/accounts/easypost", "").body())
                .contains("ccccccc••••");
    }

    @Test
    void importWhenRefusedLineIsRepeatedThenNothingIsReplaced() {
        HttpResponse<String> answer = imports.send(NDJSON, line("x_1", "a b") + line("x_1", "a"));

        assertThat(refused(answer, 1)).hasSize(1);
        assertThat(warnings(answer)).isEmpty();
    }

    @Test
    void importWhenManyLinesAreRepeatedThenTheFirstThousandAreTold() {
        HttpResponse<String> answer = imports.send(NDJSON, line("x_1", "a").repeat(1500));

        assertThat(refused(answer, 1)).isEmpty();
        assertThat(warnings(answer)).hasSize(1000);
    }

    @Test
    void importWhenManyLinesHoldFormattedNumbersThenALaterRepetitionIsStillTold() {
        HttpResponse<String> answer = imports.send(NDJSON, line("x_1", "1E5").repeat(1001) + line("x_2", "1E5"));

        assertThat(warnings(answer))
                .extracting(Warned::code)
                .filteredOn(NUMBER::equals)
                .hasSize(1000);
        assertThat(warnings(answer))
                .extracting(Warned::code)
                .filteredOn(REPEATED::equals)
                .hasSize(1000);
    }

    private void assertStored(String merchant) {
        assertThat(calls.call("GET", "/v1/merchants/" + merchant, "").statusCode())
                .isEqualTo(200);
    }

    private void assertNotStored(String merchant) {
        Calls.assertProblem(calls.call("GET", "/v1/merchants/" + merchant, ""), 404, "merchant-not-found");
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static OutputStream zip(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
        return zip;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] coded(String text, Coder coder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = coder.on(bytes)) {
            out.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private interface Coder {
        OutputStream on(OutputStream out) throws IOException;
    }
}
