package io.portallink.api;

import io.portallink.portal.InvalidRequest;
import io.portallink.portal.PlatformId;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * CSV by RFC 4180, with a header. A quote that is never closed would take in all that follows, good lines too. So lines are
 * joined for at most 32 KiB, and when they make no record, the first alone is refused and the others are read anew. That
 * costs no line more than one more reading: joining ends at the next line with an odd number of quotes, and only such a line
 * begins it.
 */
final class CsvLines implements ImportLines {

    private final RawLines lines;
    private final Predicate<PlatformId> known;
    private final CsvHeader header;
    private final Deque<RawLine> putBack = new ArrayDeque<>();

    /**
     * Reads the header.
     *
     * @param known whether there is such a platform
     * @throws InvalidRequest naming every column that is wrong or missing
     */
    CsvLines(InputStream in, Predicate<PlatformId> known) throws IOException {
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

    private ImportLine record(RawLine.Text first) throws IOException {
        Deque<RawLine> joined = new ArrayDeque<>();
        List<String> fields = CsvFields.of(join(first, joined));
        if (fields.isEmpty()) {
            joined.descendingIterator().forEachRemaining(putBack::addFirst);
            return ImportLine.Bad.of(first.number(), "is not a CSV record; look at its quotes");
        }
        if (fields.size() != header.size()) {
            return ImportLine.Bad.of(
                    first.number(), "has " + fields.size() + " fields, and the header " + header.size());
        }
        return header.entry(fields).check(first.number(), known);
    }

    /** The line, with those that a quote left open takes in. */
    private String join(RawLine.Text first, Deque<RawLine> joined) throws IOException {
        StringBuilder record = new StringBuilder(first.text());
        boolean open = CsvFields.leavesQuoteOpen(first.text());
        while (open && record.length() <= RawLines.LONGEST) {
            RawLine next = next(putBack);
            if (next != null) {
                joined.add(next);
            }
            if (!(next instanceof RawLine.Text more)) {
                break;
            }
            record.append('\n').append(more.text());
            open = !CsvFields.leavesQuoteOpen(more.text());
        }
        return record.toString();
    }

    private @Nullable RawLine nextNotBlank() throws IOException {
        RawLine line = next(putBack);
        while (line != null && line.isBlank()) {
            line = next(putBack);
        }
        return line;
    }

    private @Nullable RawLine next(Deque<RawLine> before) throws IOException {
        RawLine line = before.poll();
        return line == null ? lines.next() : line;
    }
}
