package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of {@code docs/degraded.md}, row by row. */
final class DegradedTable {
    private DegradedTable() {}

    /**
     * @param away names of parts
     * @param atStart whether the services start without them, or lose them
     * @param cells what is promised, by the heading of its column without back quotes
     */
    record Row(List<String> away, boolean atStart, Map<String, String> cells) {
        @Override
        public String toString() {
            return String.join(" + ", away) + (atStart ? " away at start" : " away at run time");
        }
    }

    static List<Row> read(Path page) throws IOException {
        List<List<String>> lines = Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("|") && !line.startsWith("|---"))
                .map(DegradedTable::cells)
                .toList();
        List<String> headings = lines.getFirst();
        return lines.stream().skip(1).map(line -> row(headings, line)).toList();
    }

    private static Row row(List<String> headings, List<String> line) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int column = 2; column < headings.size(); column++) {
            cells.put(headings.get(column).replace("`", ""), line.get(column));
        }
        return new Row(List.of(line.get(0).split(",\\s*")), line.get(1).equals("at start"), cells);
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
                .map(String::strip)
                .toList();
    }
}
