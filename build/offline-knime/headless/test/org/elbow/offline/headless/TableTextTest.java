package org.elbow.offline.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.elbow.offline.OfflineTables;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;

/** Tables on the console: rounded, aligned, and turned where they are wide. */
class TableTextTest {

    private static List<String> rounded(final double... values) {
        final var column = new NumberColumn(values);
        final List<String> texts = new ArrayList<>();
        for (final double value : values) {
            texts.add(column.text(value));
        }
        return texts;
    }

    /** A table of rows "Row0", "Row1" and so on. */
    private static BufferedDataTable table(final List<String> names, final DataType type, final DataCell[]... rows) {
        final var columns = names.stream().map(name -> new DataColumnSpecCreator(name, type).createSpec())
            .toArray(DataColumnSpec[]::new);
        final List<DataRow> lines = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            lines.add(new DefaultRow("Row" + i, rows[i]));
        }
        return OfflineTables.table(new DataTableSpec(columns), lines);
    }

    @Test
    void theNumbersOfAColumnHaveTheDecimalsThatItsLargestLeavesRoomFor() {
        assertEquals(List.of("231.11", "5.51", "-13.70"), rounded(231.10955381111424, 5.508161035106, -13.700410255));
        assertEquals(List.of("0.99931", "0.99780"), rounded(0.999312, 0.9978));
    }

    @Test
    void decimalsThatAreZeroInTheWholeColumnAreLeftOutButOne() {
        assertEquals(List.of("1.0", "0.0", "-2.0"), rounded(1, 0, -2));
        assertEquals(List.of("0.5185", "0.5200"), rounded(0.5185, 0.52));
    }

    @Test
    void numbersTooSmallOrTooLargeForTheirColumnHaveAnExponent() {
        assertEquals(List.of("1234.6", "1.23e-06", "0.0"), rounded(1234.56, 1.234e-6, 0));
        assertEquals(List.of("4.00e+20", "1.0"), rounded(4e20, 1));
        assertEquals(List.of("3.00e-09"), rounded(3e-9));
    }

    @Test
    void whatIsNoNumberStaysWhatItIs() {
        assertEquals(List.of("NaN", "Infinity", "2.5"), rounded(Double.NaN, Double.POSITIVE_INFINITY, 2.5));
    }

    @Test
    void wholeNumbersHaveNoDecimals() {
        final var table = table(List.of("count"), IntCell.TYPE, new DataCell[]{new IntCell(1234567)},
            new DataCell[]{DataType.getMissingCell()});
        assertEquals(List.of("Row ID    count", "Row0    1234567", "Row1          ?"), TableText.lines(table));
    }

    @Test
    void aTableTooWideForALineHasALinePerColumn() {
        final List<String> names = new ArrayList<>();
        final var cells = new DataCell[12];
        for (int i = 0; i < cells.length; i++) {
            names.add("a column of numbers " + i);
            cells[i] = new DoubleCell(i + 0.25);
        }
        final var lines = TableText.lines(table(names, DoubleCell.TYPE, cells));
        assertEquals(13, lines.size(), lines.toString());
        assertEquals("Row ID                   Row0", lines.get(0));
        assertEquals("a column of numbers 0    0.25", lines.get(1));
        assertTrue(lines.get(12).endsWith("11  11.25"), lines.get(12));
    }
}
