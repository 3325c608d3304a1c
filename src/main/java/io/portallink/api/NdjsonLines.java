package io.portallink.api;

import io.portallink.portal.PlatformId;
import io.portallink.web.JsonErrors;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object a line, as strict as every other body. */
final class NdjsonLines implements ImportLines {

    private static final String LINE = "line";

    private final RawLines lines;
    private final ObjectReader reader;
    private final Collection<PlatformId> known;

    /** @param known every platform */
    NdjsonLines(InputStream in, JsonMapper json, Collection<PlatformId> known) {
        this.lines = new RawLines(in);
        this.reader = json.readerFor(ImportEntry.class);
        this.known = known;
    }

    @Override
    public @Nullable ImportLine next() throws IOException {
        RawLine line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        return switch (line) {
            case null -> null;
            case RawLine.Unreadable bad -> ImportLine.Bad.of(bad.number(), bad.reason());
            case RawLine.Text text -> read(text);
        };
    }

    private ImportLine read(RawLine.Text line) {
        try {
            ImportEntry entry = reader.readValue(line.text());
            return entry == null
                    ? ImportLine.Bad.of(line.number(), "must be an object")
                    : entry.check(line.number(), known);
        } catch (JacksonException e) {
            return new ImportLine.Bad(line.number(), JsonErrors.of(e, LINE));
        }
    }
}
