package io.portallink.api;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/**
 * Which column of a CSV file holds which field.
 *
 * @param columns those with a name
 * @param width all of them: spreadsheets add empty ones at the end
 */
record CsvHeader(List<String> columns, int width) {

    private static final String MERCHANT = "merchant_id";
    private static final String PLATFORM = "platform";
    private static final String ACCOUNT = "account";
    private static final String THEME = "theme_id";
    private static final List<String> REQUIRED = List.of(MERCHANT, PLATFORM, ACCOUNT);

    /**
     * A column that is not known is named by its place: where the header was forgotten, its text may be an account.
     *
     * @throws io.portallink.portal.InvalidRequest naming every column that is wrong or missing
     */
    static CsvHeader of(List<String> cells) {
        int named = IntStream.range(0, cells.size())
                .filter(i -> !cells.get(i).isEmpty())
                .map(i -> i + 1)
                .max()
                .orElse(0);
        List<String> columns = cells.subList(0, named);
        Fields fields = new Fields();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            if (!REQUIRED.contains(column) && !column.equals(THEME)) {
                fields.wrong("column " + (i + 1), "is not merchant_id, platform, account or theme_id");
            } else if (columns.indexOf(column) < i) {
                fields.wrong(column, "stands in the header twice");
            }
        }
        for (String column : REQUIRED) {
            if (!columns.contains(column)) {
                fields.wrong(column, "is missing in the header line");
            }
        }
        fields.throwIfWrong();
        return new CsvHeader(columns, cells.size());
    }

    /** Whether a row with so many fields has all the required ones: spreadsheets leave empty ones out at the end. */
    boolean fits(int fields) {
        return fields <= width && REQUIRED.stream().allMatch(column -> columns.indexOf(column) < fields);
    }

    /** All is text; a theme that is empty is none. */
    ImportEntry entry(List<String> fields) {
        String theme = field(THEME, fields);
        return new ImportEntry(
                field(MERCHANT, fields),
                field(PLATFORM, fields),
                StringNode.valueOf(field(ACCOUNT, fields)),
                theme == null || theme.isEmpty() ? null : theme);
    }

    private @Nullable String field(String column, List<String> fields) {
        int place = columns.indexOf(column);
        return place < 0 || place >= fields.size() ? null : fields.get(place);
    }
}
