package io.portallink.api;

import io.portallink.portal.InvalidRequest;
import io.portallink.portal.PlatformId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CSV by RFC 4180 with a header, but for line ends inside quotes: no field can hold one, so every line is a record by itself. A
 * quote that is left open, or two of them in different lines, would take in the good lines that follow. What spreadsheets do
 * beside is taken too: other separators, a first line that names one, rows cut short, rows of separators only.
 */
final class CsvLines implements ImportLines {

    private static final String HEADER = "header";
    private static final String NO_RECORD = "is not a CSV record; look at its quotes";
    private static final char[] SEPARATORS = {',', ';', '\t'};
    private static final Pattern NOTHING_BUT_SEPARATORS = Pattern.compile("[\\s,;]*");

    /** Excel's own; the header tells the separator as well. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)\"?sep=(\\\\t|[^\"])?\"?[\\s,;]*");

    private final RawLines lines;
    private final Collection<PlatformId> known;
    private final char separator;
    private final CsvHeader header;

    /**
     * Reads the header.
     *
     * @param known every platform
     * @throws InvalidRequest when it is unreadable, or naming every column that is wrong or missing
     */
    CsvLines(InputStream in, Collection<PlatformId> known) throws IOException {
        this.lines = new RawLines(in);
        this.known = known;
        String text = headerLine();
        this.separator = separator(text);
        this.header = CsvHeader.of(columns(text, separator));
    }

    @Override
    public @Nullable ImportLine next() throws IOException {
        for (RawLine raw = lines.next(); raw != null; raw = lines.next()) {
            ImportLine line = read(raw);
            if (line != null) {
                return line;
            }
        }
        return null;
    }

    private @Nullable ImportLine read(RawLine raw) {
        return switch (raw) {
            case RawLine.Unreadable bad -> ImportLine.Bad.of(bad.number(), bad.reason());
            case RawLine.Text line when line.isBlank() -> null;
            case RawLine.Text line -> record(line.number(), CsvFields.of(line.text(), separator));
        };
    }

    /** Nothing, of a row in which nothing stands. */
    private @Nullable ImportLine record(int number, List<String> fields) {
        if (fields.isEmpty()) {
            return ImportLine.Bad.of(number, NO_RECORD);
        }
        if (fields.stream().allMatch(String::isBlank)) {
            return null;
        }
        if (!header.fits(fields.size())) {
            return ImportLine.Bad.of(number, "has " + fields.size() + " fields, and the header " + header.width());
        }
        int named = header.columns().size();
        if (fields.stream().skip(named).anyMatch(field -> !field.isBlank())) {
            return ImportLine.Bad.of(number, "has a value in a column without a name");
        }
        return header.entry(fields).check(number, known);
    }

    /** Empty where there is none. */
    private String headerLine() throws IOException {
        RawLine raw = lines.next();
        while (raw instanceof RawLine.Text line && isBeforeHeader(line.text())) {
            raw = lines.next();
        }
        return switch (raw) {
            case null -> "";
            case RawLine.Text line -> line.text();
            case RawLine.Unreadable bad -> throw new InvalidRequest(HEADER, bad.reason());
        };
    }

    private static List<String> columns(String headerLine, char separator) {
        List<String> columns = CsvFields.of(headerLine, separator);
        if (columns.isEmpty() && !headerLine.isEmpty()) {
            throw new InvalidRequest(HEADER, NO_RECORD);
        }
        return columns;
    }

    private static boolean isBeforeHeader(String text) {
        return NOTHING_BUT_SEPARATORS.matcher(text).matches()
                || SEPARATOR_LINE.matcher(text).matches();
    }

    /** The one that makes the most columns of the header. */
    private static char separator(String headerLine) {
        char best = SEPARATORS[0];
        for (char separator : SEPARATORS) {
            if (CsvFields.of(headerLine, separator).size()
                    > CsvFields.of(headerLine, best).size()) {
                best = separator;
            }
        }
        return best;
    }
}
