package io.portallink.api;

import io.portallink.portal.InvalidRequest;
import io.portallink.portal.PlatformId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV by RFC 4180 with a header, but for line ends inside quotes: no field can hold one, so every line is a record by itself. A
 * quote that is left open, or two of them in different lines, would take in the good lines that follow.
 */
final class CsvLines implements ImportLines {

    private final RawLines lines;
    private final Collection<PlatformId> known;
    private final CsvHeader header;

    /**
     * Reads the header.
     *
     * @param known every platform
     * @throws InvalidRequest naming every column that is wrong or missing
     */
    CsvLines(InputStream in, Collection<PlatformId> known) throws IOException {
        this.lines = new RawLines(in);
        this.known = known;
        this.header = CsvHeader.of(nextNotBlank() instanceof RawLine.Text line ? CsvFields.of(line.text()) : List.of());
    }

    @Override
    public @Nullable ImportLine next() throws IOException {
        return switch (nextNotBlank()) {
            case null -> null;
            case RawLine.Unreadable bad -> ImportLine.Bad.of(bad.number(), bad.reason());
            case RawLine.Text line -> record(line);
        };
    }

    private ImportLine record(RawLine.Text line) {
        List<String> fields = CsvFields.of(line.text());
        if (fields.isEmpty()) {
            return ImportLine.Bad.of(line.number(), "is not a CSV record; look at its quotes");
        }
        if (fields.size() != header.size()) {
            return ImportLine.Bad.of(
                    line.number(), "has " + fields.size() + " fields, and the header " + header.size());
        }
        return header.entry(fields).check(line.number(), known);
    }

    private @Nullable RawLine nextNotBlank() throws IOException {
        RawLine line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        return line;
    }
}
