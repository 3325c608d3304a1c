package io.portallink.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.broker.Accounts.Registration;
import io.portallink.portal.InvalidRequest;
import io.portallink.portal.PlatformId;
import io.portallink.testkit.JsonMutator;
import io.portallink.testkit.Mutator;
import io.portallink.testkit.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** An import of anything: each line is registered or refused in our own words, and a good one is kept whatever the others do. */
class ImportFuzzTest {

    private static final String GOOD = "{\"merchant_id\":\"m_good\",\"platform\":\"easypost\",\"account\":\"user_1\"}";
    private static final List<PlatformId> PLATFORMS = List.of(new PlatformId("easypost"), new PlatformId("shipengine"));
    private static final Map<String, List<String>> FIELDS = Map.of(
            "merchant_id", List.of("\"m_1\"", "\"a.b:c@d-e\""),
            "platform", List.of("\"easypost\"", "\"shipengine\"", "\"nowhere\""),
            "account", List.of("\"user_s3cr3t!\"", "123456789012345678901234567890"),
            "theme_id", List.of("\"s3cr3t!\"", "null"));
    private static final List<String> CELLS = List.of(
            "m_1",
            "easypost",
            "user_s3cr3t!",
            "\"m_1\"",
            "\"a\"\"b\"",
            "\"a\nb\"",
            "\"",
            "\"\"",
            "",
            " ",
            ",",
            "a\"b",
            "\"a\"b",
            "'",
            "\r",
            "\u00e9");

    @Property
    void ndjsonWhenLinesAreAnythingThenEachIsAnsweredAndGoodOnesAreKept(@ForAll(supplier = Seeds.class) long seed)
            throws IOException {
        Mutator some = new Mutator(seed);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int lines = 1 + some.below(4);
        for (int i = 0; i < lines; i++) {
            String text = new JsonMutator(some).object("merchant_id", FIELDS);
            body.writeBytes(oneLine(some.bytes(some.oneIn(3) ? some.text(text) : text)));
            body.writeBytes((some.oneIn(4) ? "\r\n" : "\n").getBytes(UTF_8));
            body.writeBytes((GOOD + "\n").getBytes(UTF_8));
        }

        List<ImportLine> read = read(ImportFormat.NDJSON, body.toByteArray(), 2 * lines);

        for (int i = 1; i <= lines; i++) {
            int number = 2 * i;
            assertThat(read)
                    .as(body.toString(UTF_8))
                    .anyMatch(line -> line instanceof ImportLine.Good good
                            && good.number() == number
                            && good.registration().merchant().value().equals("m_good"));
        }
    }

    @Property
    void csvWhenTextIsAnythingThenEachRecordIsAnswered(@ForAll(supplier = Seeds.class) long seed) throws IOException {
        Mutator some = new Mutator(seed);
        StringBuilder text = new StringBuilder(
                some.oneIn(6)
                        ? some.text(Imports.HEADER)
                        : some.of(Imports.HEADER, "merchant_id,platform,account\r\n", "\ufeff" + Imports.HEADER));
        for (int left = some.below(6); left > 0; left--) {
            text.append(some.oneIn(3) ? "m_1,easypost,user_1," : row(some))
                    .append(some.of("\n", "\r\n", "\n", "\n\n", "\r"));
        }
        byte[] body = some.bytes(some.oneIn(4) ? some.text(text.toString()) : text.toString());
        try {
            read(ImportFormat.CSV, body, new String(body, UTF_8).split("\r\n|\r|\n", -1).length);
        } catch (InvalidRequest header) {
            Statistics.collect("no header");
            assertInOurWords(header, text.toString());
        }
    }

    private static String row(Mutator some) {
        List<String> cells = new ArrayList<>();
        for (int left = 1 + some.below(6); left > 0; left--) {
            cells.add(some.oneIn(6) ? some.text() : some.of(CELLS));
        }
        return String.join(some.oneIn(20) ? ";" : ",", cells);
    }

    /** Reads to the end, which comes: no line twice, none that is not there, each as it must be. */
    private static List<ImportLine> read(ImportFormat format, byte[] body, int most) throws IOException {
        String sent = new String(body, UTF_8);
        ImportLines lines = format.read(new ByteArrayInputStream(body), ApiJson.MAPPER, PLATFORMS);
        List<ImportLine> read = new ArrayList<>();
        int last = 0;
        for (ImportLine line = lines.next(); line != null; line = lines.next()) {
            assertThat(line.number()).as(sent).isGreaterThan(last).isLessThanOrEqualTo(most);
            last = line.number();
            switch (line) {
                case ImportLine.Good good -> assertRegistrable(good.registration(), sent);
                case ImportLine.Bad bad -> assertInOurWords(bad.problem(), sent);
            }
            Statistics.collect(line.getClass().getSimpleName());
            read.add(line);
        }
        return read;
    }

    private static void assertRegistrable(Registration registration, String sent) {
        assertThat(registration.merchant().value()).as(sent).matches("[A-Za-z0-9._:@-]{1,128}");
        assertThat(registration.account().value()).as(sent).matches("[\\x21-\\x7e]{1,512}");
        assertThat(PLATFORMS).as(sent).contains(registration.platform());
        if (registration.themeId() != null) {
            OpenPortalFuzzTest.assertText(registration.themeId(), 128);
        }
    }

    private static void assertInOurWords(InvalidRequest problem, String sent) {
        assertThat(problem.detail()).as(sent).doesNotContain(Mutator.SECRET, "Exception", "jackson", "Source");
        assertThat(problem.errors()).as(sent).isNotEmpty().allSatisfy(error -> {
            assertThat(error.field()).matches("[\\w.-]{1,64}|column \\d{1,5}");
            assertThat(error.message()).matches("[A-Za-z0-9 ,;'._:@-]{5,80}");
        });
    }

    /** What stands between two line ends is one line. */
    private static byte[] oneLine(byte[] bytes) {
        byte[] line = bytes.clone();
        for (int i = 0; i < line.length; i++) {
            line[i] = line[i] == '\n' || line[i] == '\r' ? (byte) ' ' : line[i];
        }
        return line;
    }
}
