package org.elbow.knime.novelty;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.elbow.knime.table.UsedRows;
import org.elbow.novelty.ColumnSurprises;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The rows with the highest negative log-likelihood and what it is due to: a table that is kept for the node's view. */
final class DrivenRows {

    private static final int COLUMNS = 5;

    private static final DataTableSpec SPEC =
        new DataTableSpec(new String[] {"Row", "Negative log-likelihood", "Column", "Surprise", "Expected"},
            new DataType[] {StringCell.TYPE, DoubleCell.TYPE, StringCell.TYPE, DoubleCell.TYPE, StringCell.TYPE});

    private DrivenRows() {
    }

    /**
     * @param exec of the node
     * @param table that was scored
     * @param used which rows of it were scored
     * @param explanations of the scores; {@code null} if nothing is to be explained
     * @param names of what scores can be due to
     * @return a line for each of the rows and of their columns; empty if nothing is to be explained
     */
    static BufferedDataTable create(final ExecutionContext exec, final BufferedDataTable table, final UsedRows used,
        final RowExplanations explanations, final List<String> names) {
        final BufferedDataContainer container = exec.createDataContainer(SPEC);
        if (explanations != null) {
            final List<ScoredRow> rows = explanations.highest();
            final Map<Integer, String> keys =
                keys(table, used, rows.stream().map(ScoredRow::row).collect(Collectors.toSet()));
            long line = 0;
            for (final ScoredRow row : rows) {
                for (final ColumnSurprises.Driver driver : ColumnSurprises.drivers(explanations.surprises(row.row()), COLUMNS,
                    0)) {
                    if (Double.isFinite(driver.nats())) {
                        container.addRowToTable(new DefaultRow("Row" + line++, new StringCell(keys.get(row.row())),
                            new DoubleCell(row.score()), new StringCell(names.get(driver.column())),
                            new DoubleCell(driver.nats()),
                            new StringCell(explanations.expected(row.row(), driver.column()).orElse(""))));
                    }
                }
            }
        }
        container.close();
        return container.getTable();
    }

    /** The row IDs of a few scored rows. */
    private static Map<Integer, String> keys(final BufferedDataTable table, final UsedRows used, final Set<Integer> wanted) {
        final Map<Integer, String> keys = new HashMap<>();
        try (CloseableRowIterator rows = table.iterator()) {
            for (int i = 0; keys.size() < wanted.size(); i++) {
                final String key = rows.next().getKey().getString();
                if (wanted.contains(used.place(i))) {
                    keys.put(used.place(i), key);
                }
            }
        }
        return keys;
    }

    /**
     * What the view is given.
     *
     * @param table made by {@link #create}
     * @return for each row its key, its score, and names, nats and expected values of its columns; a table that was kept by a
     *         version without expected values has none
     */
    static List<Map<String, Object>> viewData(final BufferedDataTable table) {
        final Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        try (CloseableRowIterator lines = table.iterator()) {
            while (lines.hasNext()) {
                final DataRow line = lines.next();
                final Map<String, Object> row = rows.computeIfAbsent(line.getCell(0).toString(), key -> {
                    final Map<String, Object> made = new LinkedHashMap<>();
                    made.put("row", key);
                    made.put("score", ((DoubleValue)line.getCell(1)).getDoubleValue());
                    made.put("drivers", new ArrayList<Map<String, Object>>());
                    return made;
                });
                addDriver(row, line);
            }
        }
        return List.copyOf(rows.values());
    }

    @SuppressWarnings("unchecked")
    private static void addDriver(final Map<String, Object> row, final DataRow line) {
        final Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("column", line.getCell(2).toString());
        driver.put("nats", ((DoubleValue)line.getCell(3)).getDoubleValue());
        if (line.getNumCells() > 4 && !line.getCell(4).toString().isEmpty()) {
            driver.put("expected", line.getCell(4).toString());
        }
        ((List<Map<String, Object>>)row.get("drivers")).add(driver);
    }
}
