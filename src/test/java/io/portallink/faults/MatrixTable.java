package io.portallink.faults;

import io.portallink.faults.Fault.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The matrix as it came out, for people. */
final class MatrixTable {

    private final List<Row> rows = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param after what became of the link, and of a second try with it
     * @param other the other platform's p99 meanwhile, in milliseconds
     */
    record Row(
            Cell cell,
            int status,
            String code,
            String retryAfter,
            long millis,
            String after,
            String left,
            String other) {}

    void add(Row row) {
        rows.add(row);
    }

    Set<Cell> cells() {
        Set<Cell> cells = new LinkedHashSet<>();
        rows.forEach(row -> cells.add(row.cell()));
        return cells;
    }

    int size() {
        return rows.size();
    }

    void write(Path file, String introduction) throws IOException {
        StringBuilder text = new StringBuilder("# Fault matrix\n\n")
                .append(introduction)
                .append(
                        "\n\n| fault | platform | mode | caller | status | code | Retry-After | ms | the link afterwards |"
                                + " left behind | other platform's p99, ms |\n")
                .append("| --- | --- | --- | --- | ---: | --- | ---: | ---: | --- | --- | ---: |\n");
        for (Row row : rows) {
            Cell cell = row.cell();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %d | %s | %s | %d | %s | %s | %s |%n",
                    cell.fault(),
                    cell.platform(),
                    cell.mode(),
                    cell.caller(),
                    row.status(),
                    row.code(),
                    row.retryAfter(),
                    row.millis(),
                    row.after(),
                    row.left(),
                    row.other()));
        }
        Files.writeString(file, text);
    }
}
