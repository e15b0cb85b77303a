package org.elbow.knime.sampler;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.elbow.knime.ViewData;
import org.elbow.knime.table.AppendedColumns;
import org.elbow.knime.table.UniqueNames;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.data.vector.doublevector.DoubleVectorValue;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** Keeps the first rows for the view, in the lines in which it shows them. */
final class SamplerView implements AutoCloseable {

    /** More rows than this are not looked at. */
    private static final int MOST_ROWS = 600;

    /** More features than this would make the view slow. */
    private static final int MOST_FEATURES = 2_000_000;

    private static final DataTableSpec TOTAL_SPEC =
        new DataTableSpec(new String[] {"Mode", "Rows", "Shown"}, new DataType[] {StringCell.TYPE, LongCell.TYPE, LongCell.TYPE});

    private final ExecutionContext exec;

    private final SamplerColumns columns;

    private final SamplerMode mode;

    private final int mostRows;

    private final BufferedDataContainer container;

    private long rows;

    private long shown;

    private long kept;

    /**
     * @param exec of the node
     * @param columns of the output
     * @param mode of the node
     * @param features of a row
     */
    SamplerView(final ExecutionContext exec, final SamplerColumns columns, final SamplerMode mode, final int features) {
        this.exec = exec;
        this.columns = columns;
        this.mode = mode;
        mostRows = Math.max(1, Math.min(MOST_ROWS, MOST_FEATURES / features));
        final UniqueNames names = new UniqueNames(columns.values().stream().map(DataColumnSpec::getName).toList());
        final List<DataColumnSpec> shown = new ArrayList<>();
        shown.add(AppendedColumns.column(names.next("Line"), StringCell.TYPE, List.of()));
        shown.add(AppendedColumns.column(names.next("Place"), StringCell.TYPE, List.of()));
        shown.addAll(columns.values());
        container = exec.createDataContainer(new DataTableSpec(shown.toArray(DataColumnSpec[]::new)));
    }

    /** Hears of a row of the output. */
    void add(final RowLabels.Label label, final DataCell[] cells) {
        rows++;
        if (hasRoom()) {
            shown++;
            keep(label.line(), label.place(), cells);
        }
    }

    /** Whether further rows will be shown. */
    boolean hasRoom() {
        return kept < mostRows;
    }

    /** Puts a row of the table beside the rows of the output that stand in the same line. */
    void addOriginal(final String line, final DataCell[] cells) {
        keep(line, "Row itself", cells);
    }

    private void keep(final String line, final String place, final DataCell[] cells) {
        final DataCell[] all = new DataCell[2 + cells.length - columns.features()];
        all[0] = new StringCell(line);
        all[1] = new StringCell(place);
        System.arraycopy(cells, columns.features(), all, 2, all.length - 2);
        container.addRowToTable(new DefaultRow("Row" + kept++, all));
    }

    /** @return the tables for {@link #data}, to be kept */
    BufferedDataTable[] finish() {
        container.close();
        final BufferedDataContainer total = exec.createDataContainer(TOTAL_SPEC);
        total.addRowToTable(new DefaultRow("Total", new StringCell(mode.name()), new LongCell(rows), new LongCell(shown)));
        total.close();
        return new BufferedDataTable[] {container.getTable(), total.getTable()};
    }

    @Override
    public void close() {
        if (container.isOpen()) {
            container.close();
        }
    }

    /**
     * What the view is given.
     *
     * @param shown the rows that are shown
     * @param total what they are, and how many there are in all
     * @return the mode, the number of all rows, the columns with their kinds, and lines of rows with a value for each column:
     *         images in base 64, vectors as lists, {@code null} where missing
     */
    static Map<String, Object> data(final BufferedDataTable shown, final BufferedDataTable total) {
        final DataRow about = ViewData.rows(total).get(0);
        final DataTableSpec spec = shown.getDataTableSpec();
        final List<Map<String, Object>> columns = new ArrayList<>();
        for (int c = 2; c < spec.getNumColumns(); c++) {
            columns.add(Map.of("name", spec.getColumnSpec(c).getName(), "kind", kind(spec.getColumnSpec(c).getType())));
        }
        final Map<String, Map<String, Object>> lines = new LinkedHashMap<>();
        for (final DataRow row : ViewData.rows(shown)) {
            final Map<String, Object> line = lines.computeIfAbsent(row.getCell(0).toString(), name -> {
                final Map<String, Object> made = new LinkedHashMap<>();
                made.put("name", name);
                return made;
            });
            final List<Object> values = new ArrayList<>();
            for (int c = 2; c < spec.getNumColumns(); c++) {
                values.add(value(row.getCell(c)));
            }
            ViewData.list(line, "rows").add(Map.of("place", row.getCell(1).toString(), "values", values));
        }
        final Map<String, Object> data = new LinkedHashMap<>();
        data.put("mode", about.getCell(0).toString());
        data.put("total", ((LongValue)about.getCell(1)).getLongValue());
        data.put("shown", ((LongValue)about.getCell(2)).getLongValue());
        data.put("columns", columns);
        data.put("lines", List.copyOf(lines.values()));
        return data;
    }

    private static String kind(final DataType type) {
        if (type.isCompatible(PNGImageValue.class)) {
            return "image";
        }
        if (type.isCompatible(DoubleVectorValue.class) || type.isCompatible(ListDataValue.class)) {
            return "vector";
        }
        return type.isCompatible(DoubleValue.class) && !type.isCompatible(BooleanValue.class) ? "number" : "text";
    }

    private static Object value(final DataCell cell) {
        if (cell.isMissing()) {
            return null;
        }
        if (cell instanceof PNGImageValue image) {
            return Base64.getEncoder().encodeToString(image.getImageContent().getByteArray());
        }
        if (cell instanceof DoubleVectorValue vector) {
            final List<Object> elements = new ArrayList<>();
            for (int i = 0; i < vector.getLength(); i++) {
                elements.add(finite(vector.getValue(i)));
            }
            return elements;
        }
        if (cell instanceof ListDataValue list) {
            final List<Object> elements = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                elements.add(value(list.get(i)));
            }
            return elements;
        }
        if (cell instanceof BooleanValue) {
            return cell.toString();
        }
        return cell instanceof DoubleValue number ? finite(number.getDoubleValue()) : cell.toString();
    }

    private static Object finite(final double value) {
        return Double.isFinite(value) ? value : null;
    }
}
