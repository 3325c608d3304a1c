package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portallink.portal.FieldError;
import io.portallink.portal.InvalidRequest;
import io.portallink.portal.PlatformId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one line of CSV can do to the others: nothing. */
class ImportCsvTest {

    private static final String HEADER = "merchant_id,platform,account,theme_id\n";
    private static final String FIRST = "m_1,easypost,x,\n";
    private static final String LAST = "\"m_2\",\"easypost\",\"x\",\"\"\n";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "m,easypost|line: has 2 fields, and the header 4",
                "m|line: has 1 fields, and the header 4",
                "m;easypost;x;|line: has 1 fields, and the header 4",
                ",easypost,x|merchant_id: must be 1 to 128",
                "m,easypost,x,t,|line: has 5 fields, and the header 4",
                "m,nope,x,|platform: is not one of the known words: easypost",
                "m,,x,|platform: is not one of the known words: easypost",
                "m,easypost,,|account: must be 1 to 512",
                "m,easypost, x,|account: must be 1 to 512",
                "m,easypost,x,a\u0000b|theme_id: must not be blank or hold control",
                "m,easypost,\"x\"y,|line: is not a CSV record",
                "m,easypost,x\"y\"z,|line: is not a CSV record",
                "m,easypost, \"x\",|line: is not a CSV record",
                "m,easypost,5\",|line: is not a CSV record",
                "m,easypost,\"x,|line: is not a CSV record",
                "\"m,easypost,x,|line: is not a CSV record",
                "\"|line: is not a CSV record",
                "\"\"\"|line: is not a CSV record",
                "a\",b,\"c|line: is not a CSV record"
            })
    void nextWhenLineIsBadThenItAloneIsRefused(String bad, String detail) {
        List<ImportLine> lines = read(HEADER + FIRST + bad + "\n" + LAST.repeat(3));

        assertThat(lines).hasSize(5);
        assertThat(lines.get(1)).isInstanceOfSatisfying(ImportLine.Bad.class, line -> {
            assertThat(line.number()).isEqualTo(3);
            assertThat(line.problem().detail()).startsWith(detail);
        });
        assertThat(good(lines)).containsExactly(2, 4, 5, 6);
    }

    @Test
    void nextWhenFieldHoldsLineEndsThenEachLineStandsForItself() {
        List<ImportLine> lines = read(HEADER + FIRST + "m,easypost,x,\"a\n\r\n\nb\"\n" + LAST);

        assertThat(lines.stream().map(ImportLine::number)).containsExactly(2, 3, 6, 7);
        assertThat(good(lines)).containsExactly(2, 7);
    }

    @Test
    void nextWhenTwoLinesHaveHalfAPairOfQuotesThenThoseBetweenAreGood() {
        List<ImportLine> lines = read(HEADER + "m,easypost,x,\"y\n" + FIRST + LAST + "m,easypost,x,y\"\n" + LAST);

        assertThat(good(lines)).containsExactly(3, 4, 6);
        assertThat(lines).hasSize(5);
    }

    @Test
    void nextWhenTwoLinesHaveAStrayQuoteThenThoseBetweenAreGood() {
        List<ImportLine> lines = read(HEADER + "m,easypost,5\",\n" + FIRST + LAST + "m,easypost,6\",\n" + LAST);

        assertThat(good(lines)).containsExactly(3, 4, 6);
        assertThat(lines).hasSize(5);
    }

    @Test
    void nextWhenQuoteIsNeverClosedThenThousandsOfLinesAfterItAreGood() {
        List<ImportLine> lines = read(HEADER + "m,easypost,\"x,\n" + FIRST.repeat(5000) + LAST.repeat(5000));

        assertThat(good(lines)).hasSize(10_000);
        assertThat(lines).hasSize(10_001);
    }

    @Test
    void nextWhenLongOrUnreadableLineFollowsAnOpenQuoteThenEachIsRefusedByItself() {
        String tooLong = "x".repeat(RawLines.LONGEST + 1) + "\n";

        List<ImportLine> lines = read(HEADER + "\"\n" + tooLong + FIRST + "\"\n" + tooLong);

        assertThat(lines.stream().map(ImportLine::number)).containsExactly(2, 3, 4, 5, 6);
        assertThat(good(lines)).containsExactly(4);
    }

    @Test
    void nextWhenLastLineHasNoEndThenItIsRead() {
        assertThat(good(read(HEADER + FIRST + LAST.strip()))).containsExactly(2, 3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "merchant_id,platform|account",
                "platform,account,theme_id|merchant_id",
                "merchant_id,account,theme_id|platform",
                "merchant_id,platform,account,theme|column 4",
                "merchant_id,platform,,account|column 3",
                "merchant_id,platform,account, theme_id|column 4",
                "merchant_id,platform,account,account|account",
                "merchant_id,platform,account,theme_id,theme_id|theme_id",
                "merchant_id;platform;account;nope|column 4",
                "merchant_id:platform:account|column 1,merchant_id,platform,account",
                "merchant_id;platform,account|column 1,merchant_id,platform",
                "Merchant_ID,platform,account|column 1,merchant_id",
                "\"merchant_id,platform,account|header",
            })
    void headerWhenColumnIsWrongThenItIsNamed(String header, String columns) {
        assertThatThrownBy(() -> read(header + "\n" + FIRST))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        e -> assertThat(e.errors().stream().map(FieldError::field))
                                .containsExactlyInAnyOrder(columns.split(",")));
    }

    @Test
    void headerWhenThereIsNoThemeColumnThenNoneIsNeeded() {
        assertThat(good(read("\n \naccount,merchant_id,platform\nx,m_1,easypost\n")))
                .containsExactly(4);
    }

    @Test
    void nextWhenUnnamedColumnHasAValueThenTheRowIsRefused() {
        List<ImportLine> lines = read("merchant_id,platform,account,\nm_1,easypost,x,y\nm_1,easypost,x, \n");

        assertThat(good(lines)).containsExactly(3);
        assertThat(lines).hasSize(2);
    }

    @Test
    void nextWhenLineEndsAreMixedThenEachCountsOnce() {
        assertThat(good(read("merchant_id,platform,account\r\rm_1,easypost,x\r\n\r\nm_1,easypost,x\n\rm_1,easypost,x")))
                .containsExactly(3, 5, 7);
    }

    @Property
    void nextWhenOneLineIsAnythingThenTheOthersAreGood(@ForAll byte[] anything) throws IOException {
        byte[] line = new String(anything, StandardCharsets.ISO_8859_1)
                .replace('\n', '"')
                .replace('\r', '"')
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] before = (HEADER + FIRST + LAST).getBytes(StandardCharsets.UTF_8);
        byte[] after = ("\n" + LAST + FIRST).getBytes(StandardCharsets.UTF_8);
        byte[] body = Arrays.copyOf(before, before.length + line.length + after.length);
        System.arraycopy(line, 0, body, before.length, line.length);
        System.arraycopy(after, 0, body, before.length + line.length, after.length);

        assertThat(good(read(body))).contains(2, 3, 5, 6).hasSize(4);
    }

    private static List<Integer> good(List<ImportLine> lines) {
        return lines.stream()
                .filter(ImportLine.Good.class::isInstance)
                .map(ImportLine::number)
                .toList();
    }

    private static List<ImportLine> read(String body) {
        return read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ImportLine> read(byte[] body) {
        List<ImportLine> lines = new ArrayList<>();
        try {
            CsvLines csv = new CsvLines(new ByteArrayInputStream(body), List.of(new PlatformId("easypost")));
            for (ImportLine line = csv.next(); line != null; line = csv.next()) {
                lines.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }
}
