package org.elbow.offline.headless;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DoubleValue;
import org.knime.core.data.image.ImageValue;
import org.knime.core.node.BufferedDataTable;

/** Writes a small table as aligned text, for the console. */
final class TableText {

    private static final int WIDEST = 40;

    private TableText() {
    }

    /** The lines of the table: a heading, and one line per row; numbers to the right, all else to the left. */
    static List<String> lines(final BufferedDataTable table) {
        final var spec = table.getDataTableSpec();
        final int columns = spec.getNumColumns() + 1;
        final List<String[]> cells = new ArrayList<>();
        final var heading = new String[columns];
        final var right = new boolean[columns];
        heading[0] = "Row ID";
        for (int i = 1; i < columns; i++) {
            heading[i] = spec.getColumnSpec(i - 1).getName();
            right[i] = spec.getColumnSpec(i - 1).getType().isCompatible(DoubleValue.class);
        }
        cells.add(heading);
        for (final var row : table) {
            final var line = new String[columns];
            line[0] = row.getKey().getString();
            for (int i = 1; i < columns; i++) {
                final var cell = row.getCell(i - 1);
                line[i] = cell.isMissing() ? "?"
                    : cell instanceof ImageValue image ? image.getImageContent().getSummary() : CellText.of(cell);
            }
            cells.add(line);
        }
        return aligned(cells, right);
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
