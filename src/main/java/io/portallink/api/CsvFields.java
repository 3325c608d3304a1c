package io.portallink.api;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Takes one CSV record apart. */
final class CsvFields extends AbstractBaseCsvCallbackHandler<List<String>> {

    private final List<String> fields = new ArrayList<>();
    private boolean strayQuote;

    private CsvFields() {}

    /** The fields of the text; none when it is not exactly one record. */
    static List<String> of(String text, char separator) {
        if (leavesQuoteOpen(text)) {
            return List.of(); // the parser itself would let it pass, and a stray quote too
        }
        CsvFields fields = new CsvFields();
        try (CloseableIterator<List<String>> records = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .allowExtraCharsAfterClosingQuote(false)
                .build(fields, text)
                .iterator()) {
            List<String> first = records.hasNext() ? records.next() : List.of();
            return fields.strayQuote || records.hasNext() ? List.of() : first;
        } catch (CsvParseException ignored) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A quote inside quotes is written twice, so an odd number of them is open at the end. */
    private static boolean leavesQuoteOpen(String line) {
        return line.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        fields.clear();
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        String field = new String(buffer, offset, length);
        strayQuote |= !quoted && field.indexOf('"') >= 0;
        fields.add(field);
    }

    @Override
    protected List<String> buildRecord() {
        return List.copyOf(fields);
    }
}
