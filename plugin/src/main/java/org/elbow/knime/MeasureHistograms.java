package org.elbow.knime;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.IntValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;

/** How measures of rows are distributed: a table that is kept for a node's view, one row per measure and bar. */
public final class MeasureHistograms {

    /** The columns of the table. */
    public static final DataTableSpec SPEC = new DataTableSpec(new String[] {"Measure", "Unit", "Mean", "From", "To", "Rows"},
        new DataType[] {StringCell.TYPE, StringCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE, IntCell.TYPE});

    private MeasureHistograms() {
    }

    /**
     * Adds a measure; nothing if there are no values. What lies outside the range is counted in the outermost bars.
     *
     * @param container of a table with the columns of {@link #SPEC}
     * @param name of the measure
     * @param unit of the measure, may be blank
     * @param values finite; not changed
     * @param from where the first bar begins
     * @param to where the last bar ends, above {@code from}
     * @param bars how many there are
     */
    public static void add(final BufferedDataContainer container, final String name, final String unit, final double[] values,
        final double from, final double to, final int bars) {
        if (values.length == 0) {
            return;
        }
        final int[] counts = new int[bars];
        for (final double value : values) {
            counts[bar(value, from, to, bars)]++;
        }
        final double mean = Arrays.stream(values).average().orElseThrow();
        for (int bar = 0; bar < bars; bar++) {
            container.addRowToTable(new DefaultRow(name + " " + bar, new StringCell(name), new StringCell(unit),
                new DoubleCell(mean), new DoubleCell(edge(from, to, bar, bars)), new DoubleCell(edge(from, to, bar + 1, bars)),
                new IntCell(counts[bar])));
        }
    }

    /** @return the bar that a value is counted in, from 0 on; the outermost ones for values beyond the range */
    public static int bar(final double value, final double from, final double to, final int bars) {
        return (int)Math.max(0, Math.min(bars - 1, Math.floor((value - from) / (to - from) * bars)));
    }

    /** @return where a bar begins */
    public static double edge(final double from, final double to, final int bar, final int bars) {
        return from + (to - from) * bar / bars;
    }

    /**
     * What a view is given.
     *
     * @param table made with {@link #add}
     * @return for each measure its name, unit, mean, the edges of its bars and the rows in each
     */
    public static List<Map<String, Object>> data(final BufferedDataTable table) {
        final Map<String, Map<String, Object>> measures = new LinkedHashMap<>();
        for (final DataRow row : ViewData.rows(table)) {
            final Map<String, Object> measure = measures.computeIfAbsent(row.getCell(0).toString(), name -> {
                final Map<String, Object> made = new LinkedHashMap<>();
                made.put("name", name);
                made.put("unit", row.getCell(1).toString());
                made.put("mean", ViewData.number(row.getCell(2)));
                return made;
            });
            ViewData.list(measure, "edges").add(ViewData.number(row.getCell(3)));
            ViewData.list(measure, "counts").add(((IntValue)row.getCell(5)).getIntValue());
            measure.put("to", ViewData.number(row.getCell(4)));
        }
        return List.copyOf(measures.values());
    }
}
