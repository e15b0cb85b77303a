package org.elbow.knime.orders;

import static org.elbow.knime.TestTables.column;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.elbow.data.OrderColumn;
import org.elbow.knime.TestNode;
import org.elbow.knime.TestTables;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

class OrderTableGeneratorNodeTest {

    private final OrderTableGeneratorParameters parameters = new OrderTableGeneratorParameters();

    private BufferedDataTable run(final BufferedDataTable incoming) throws Exception {
        return (BufferedDataTable)new TestNode(new OrderTableGeneratorNodeFactory()).with(parameters).run(incoming)[0];
    }

    @Test
    void ordersHaveColumnsOfAllTypesAndWhatIsWrongBesideThem() throws Exception {
        parameters.m_rows = 400;
        parameters.m_irregularShare = 0.5;
        final DataTableSpec spec = run(null).getDataTableSpec();
        final List<DataType> types = spec.stream().map(column -> column.getType()).distinct().toList();
        assertEquals(Set.of(DoubleCell.TYPE, IntCell.TYPE, LongCell.TYPE, BooleanCell.TYPE, StringCell.TYPE),
            Set.copyOf(types));
        assertEquals(OrderColumn.values().length + 2, spec.getNumColumns());
        assertEquals(Set.of("none", "combination", "extreme"), Set.copyOf(spec.getColumnSpec(OrderRows.IRREGULARITY).getDomain()
            .getValues().stream().map(DataCell::toString).toList()));
    }

    @Test
    void whatIsWrongIsNamedInIrregularRowsAlone() throws Exception {
        parameters.m_rows = 300;
        parameters.m_irregularShare = 0.4;
        final BufferedDataTable table = run(null);
        final List<DataCell> kinds = column(table, OrderRows.IRREGULARITY);
        final List<DataCell> changed = column(table, OrderRows.CHANGED_COLUMNS);
        final Set<String> titles = Set.copyOf(Arrays.stream(OrderColumn.values()).map(OrderColumn::title).toList());
        for (int row = 0; row < kinds.size(); row++) {
            assertEquals(kinds.get(row).toString().equals("none"), changed.get(row).isMissing(), "row " + row);
            if (!changed.get(row).isMissing()) {
                for (final String name : changed.get(row).toString().split(", ")) {
                    assertTrue(titles.contains(name), name);
                    assertFalse(column(table, name).get(row).isMissing(), name + " in row " + row);
                }
            }
        }
        assertTrue(kinds.stream().anyMatch(kind -> kind.toString().equals("combination")));
    }

    @Test
    void nominalColumnsAnnounceTheirValues() throws Exception {
        parameters.m_rows = 1;
        parameters.m_truthColumns = false;
        final DataTableSpec spec = run(null).getDataTableSpec();
        assertEquals(OrderColumn.values().length, spec.getNumColumns());
        assertEquals(OrderColumn.REGION.categories().size(), spec.getColumnSpec("region").getDomain().getValues().size());
    }

    @Test
    void withoutMissingValuesNoneIsMissing() throws Exception {
        parameters.m_rows = 200;
        parameters.m_truthColumns = false;
        parameters.m_missingShare = 0;
        assertFalse(TestTables.rows(run(null)).stream().anyMatch(row -> row.stream().anyMatch(DataCell::isMissing)));
        parameters.m_missingShare = 0.1;
        assertTrue(TestTables.rows(run(null)).stream().anyMatch(row -> row.stream().anyMatch(DataCell::isMissing)));
    }

    @Test
    void ordersGoBelowThoseOfAnIncomingTable() throws Exception {
        parameters.m_rows = 3;
        final BufferedDataTable first = run(null);
        parameters.m_seed = 2;
        final BufferedDataTable both = run(first);
        assertEquals(6, both.size());
        assertEquals(first.getDataTableSpec().getNumColumns(), both.getDataTableSpec().getNumColumns());
    }

    @Test
    void aShareOutOfRangeIsRefused() {
        parameters.m_irregularShare = 1.5;
        final String message = assertThrows(InvalidSettingsException.class, parameters::validate).getMessage();
        assertTrue(message.contains("1.5") && message.contains("between 0 and 1"), message);
        parameters.m_irregularShare = 0;
        parameters.m_rows = 0;
        assertThrows(InvalidSettingsException.class, parameters::validate);
    }
}
