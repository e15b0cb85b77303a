package org.elbow.knime.table;

import static org.elbow.knime.TestTables.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.elbow.knime.TestTables;
import org.elbow.nn.Progress;
import org.elbow.offline.OfflineExecution;
import org.elbow.offline.OfflineTables;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;

class RowsBelowTest {

    private static final DataTableSpec OWN = spec("n", IntCell.TYPE, "s", StringCell.TYPE);

    private static BufferedDataTable below(final BufferedDataTable incoming, final int rows) {
        try (RowsBelow output = new RowsBelow(new OfflineExecution().context(), incoming, OWN, Progress.NONE)) {
            for (int i = 0; i < rows; i++) {
                output.add(new IntCell(i), new StringCell("s" + i));
            }
            return output.finish();
        }
    }

    @Test
    void withoutAnIncomingTableTheRowsStandAlone() {
        final BufferedDataTable table = below(null, 3);
        assertTrue(table.getDataTableSpec().equalStructure(OWN));
        assertEquals(List.of("Row0", "Row1", "Row2"), TestTables.keys(table));
    }

    @Test
    void columnsAreUnitedAndCellsAreMissingWhereARowLacksTheColumn() {
        final BufferedDataTable incoming = TestTables.table(spec("t", StringCell.TYPE, "n", DoubleCell.TYPE),
            new org.knime.core.data.DataCell[] {new StringCell("t0"), new DoubleCell(0.5)});
        final BufferedDataTable table = below(incoming, 1);
        assertEquals(List.of("t", "n", "s"), List.of(table.getDataTableSpec().getColumnNames()));
        assertTrue(table.getDataTableSpec().equalStructure(RowsBelow.union(incoming.getDataTableSpec(), OWN)));
        assertEquals(DoubleCell.TYPE, table.getDataTableSpec().getColumnSpec("n").getType(),
            "the type covers integers and doubles");
        final List<DataRow> rows = TestTables.rows(table);
        assertTrue(rows.get(0).getCell(2).isMissing());
        assertTrue(rows.get(1).getCell(0).isMissing());
        assertEquals(new StringCell("s0"), rows.get(1).getCell(2));
    }

    @Test
    void rowKeysGoOnAndStepOverThoseThatAreTaken() {
        final DataTableSpec spec = spec("n", IntCell.TYPE);
        final BufferedDataTable incoming = OfflineTables.table(spec, List.of(new DefaultRow("Row3", new IntCell(1)),
            new DefaultRow("Row0", new IntCell(1)), new DefaultRow("x", new IntCell(1))));
        assertEquals(List.of("Row3", "Row0", "x", "Row4", "Row5"), TestTables.keys(below(incoming, 2)));
    }
}
