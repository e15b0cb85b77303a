package org.elbow.offline.headless;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.image.ImageValue;
import org.knime.core.node.BufferedDataTable;

/** Writes a small table as aligned text, for the console, with its numbers rounded. */
final class TableText {

    private static final int WIDEST = 40;
    private static final int LINE = 120;

    private TableText() {
    }

    /**
     * The lines of the table: a heading, and one line per row; numbers to the right, all else to the left. A table with few
     * rows that is too wide for a line has a line per column instead.
     */
    static List<String> lines(final BufferedDataTable table) {
        final var cells = cells(table);
        final var lines = aligned(cells, numeric(table));
        if (widest(lines) <= LINE) {
            return lines;
        }
        final var turned = aligned(transposed(cells), allButFirst(cells.size()));
        return widest(turned) <= LINE ? turned : lines;
    }

    private static List<String[]> cells(final BufferedDataTable table) {
        final var names = table.getDataTableSpec().getColumnNames();
        final List<String[]> cells = new ArrayList<>();
        final var heading = new String[names.length + 1];
        heading[0] = "Row ID";
        System.arraycopy(names, 0, heading, 1, names.length);
        cells.add(heading);
        final var numbers = numberColumns(table);
        for (final var row : table) {
            final var line = new String[heading.length];
            line[0] = row.getKey().getString();
            for (int i = 1; i < line.length; i++) {
                line[i] = text(row.getCell(i - 1), numbers[i - 1]);
            }
            cells.add(line);
        }
        return cells;
    }

    private static String text(final DataCell cell, final NumberColumn numbers) {
        if (cell.isMissing()) {
            return "?";
        }
        if (cell instanceof ImageValue image) {
            return image.getImageContent().getSummary();
        }
        return isFraction(cell) ? numbers.text(((DoubleValue)cell).getDoubleValue()) : CellText.of(cell);
    }

    private static NumberColumn[] numberColumns(final BufferedDataTable table) {
        final var columns = new NumberColumn[table.getDataTableSpec().getNumColumns()];
        for (int i = 0; i < columns.length; i++) {
            final List<Double> values = new ArrayList<>();
            for (final var row : table) {
                if (isFraction(row.getCell(i))) {
                    values.add(((DoubleValue)row.getCell(i)).getDoubleValue());
                }
            }
            columns[i] = new NumberColumn(values.stream().mapToDouble(Double::doubleValue).toArray());
        }
        return columns;
    }

    /** Whether a cell holds a number that may have decimals; whole numbers are doubles to KNIME as well. */
    private static boolean isFraction(final DataCell cell) {
        return cell instanceof DoubleValue && !(cell instanceof LongValue);
    }

    private static boolean[] numeric(final BufferedDataTable table) {
        final var spec = table.getDataTableSpec();
        final var numeric = new boolean[spec.getNumColumns() + 1];
        for (int i = 1; i < numeric.length; i++) {
            numeric[i] = spec.getColumnSpec(i - 1).getType().isCompatible(DoubleValue.class);
        }
        return numeric;
    }

    private static List<String[]> transposed(final List<String[]> cells) {
        final List<String[]> turned = new ArrayList<>();
        for (int i = 0; i < cells.get(0).length; i++) {
            final int column = i;
            turned.add(cells.stream().map(line -> line[column]).toArray(String[]::new));
        }
        return turned;
    }

    private static boolean[] allButFirst(final int count) {
        final var right = new boolean[count];
        Arrays.fill(right, 1, count, true);
        return right;
    }

    private static int widest(final List<String> lines) {
        return lines.stream().mapToInt(String::length).max().orElse(0);
    }

    private static List<String> aligned(final List<String[]> cells, final boolean[] right) {
        final var widths = new int[right.length];
        for (final var line : cells) {
            for (int i = 0; i < line.length; i++) {
                line[i] = shortened(line[i]);
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        final List<String> lines = new ArrayList<>();
        for (final var line : cells) {
            final var text = new StringBuilder();
            for (int i = 0; i < line.length; i++) {
                final var gap = " ".repeat(widths[i] - line[i].length());
                text.append(i == 0 ? "" : "  ").append(right[i] ? gap + line[i] : line[i] + gap);
            }
            lines.add(text.toString().stripTrailing());
        }
        return lines;
    }

    private static String shortened(final String text) {
        final var line = WorkflowException.oneLine(text);
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
    }
}
