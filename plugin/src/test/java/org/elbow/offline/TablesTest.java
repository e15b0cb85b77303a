package org.elbow.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.container.DataContainerException;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

class TablesTest {

    private final ExecutionContext context = new OfflineExecution().context();

    private static DataColumnSpec column(final String name, final DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    private static DataTableSpec numberAndText() {
        return new DataTableSpec(column("x", DoubleCell.TYPE), column("label", StringCell.TYPE));
    }

    private static DataRow row(final String key, final DataCell... cells) {
        return new DefaultRow(key, cells);
    }

    private static DataColumnSpec columnAfter(final DataTableSpec spec, final boolean initDomain, final DataCell... cells) {
        final var container = new OfflineExecution().context().createDataContainer(spec, initDomain);
        for (int i = 0; i < cells.length; i++) {
            container.addRowToTable(row("Row" + i, cells[i]));
        }
        container.close();
        return container.getTable().getSpec().getColumnSpec(0);
    }

    @Test
    void aTableCanBeReadAsOftenAsNeeded() {
        final var rows = List.of(row("a", new DoubleCell(1), new StringCell("one")),
            row("b", DataType.getMissingCell(), new StringCell("two")));
        final var table = OfflineTables.table(numberAndText(), rows);
        assertEquals(2, table.size());
        assertEquals("Rows: 2, Cols: 2", table.getSummary());
        for (int pass = 0; pass < 2; pass++) {
            final var read = new ArrayList<DataRow>();
            try (var iterator = table.iterator()) {
                iterator.forEachRemaining(read::add);
            }
            assertEquals(rows, read);
        }
    }

    @Test
    void aClosedIteratorHasNoMoreRows() {
        final var iterator = OfflineTables.table(numberAndText(),
            List.of(row("a", new DoubleCell(1), new StringCell("one")))).iterator();
        assertTrue(iterator.hasNext());
        iterator.close();
        assertFalse(iterator.hasNext());
    }

    @Test
    void aRowKeyThatComesTwiceIsRefused() {
        final var rows = List.of(row("a", new DoubleCell(1), new StringCell("")), row("a", new DoubleCell(2), new StringCell("")));
        final var refusal = assertThrows(DataContainerException.class, () -> OfflineTables.table(numberAndText(), rows));
        assertEquals("Encountered duplicate row ID \"a\" at row number 2", refusal.getMessage());
    }

    @Test
    void aRowOfTheWrongLengthIsRefused() {
        final var rows = List.of(row("a", new DoubleCell(1)));
        final var refusal = assertThrows(IllegalArgumentException.class, () -> OfflineTables.table(numberAndText(), rows));
        assertTrue(refusal.getMessage().contains("\"a\"") && refusal.getMessage().contains("1 vs. 2"), refusal::getMessage);
    }

    @Test
    void aCellOfTheWrongTypeIsRefused() {
        final var rows = List.of(row("a", new StringCell("1.0"), new StringCell("one")));
        final var refusal = assertThrows(IllegalArgumentException.class, () -> OfflineTables.table(numberAndText(), rows));
        assertTrue(refusal.getMessage().contains("\"1.0\" (index 0) in row \"a\" is String"), refusal::getMessage);
    }

    @Test
    void anIntegerFitsAColumnOfFloatingPointNumbersButNotTheOtherWayRound() {
        OfflineTables.table(new DataTableSpec(column("x", DoubleCell.TYPE)), List.of(row("a", new IntCell(1))));
        final var integers = new DataTableSpec(column("x", IntCell.TYPE));
        assertThrows(IllegalArgumentException.class, () -> OfflineTables.table(integers, List.of(row("a", new DoubleCell(1)))));
    }

    @Test
    void aContainerGivesItsTableOnlyAfterItIsClosedAndTakesNoMoreRowsThen() {
        final BufferedDataContainer container = context.createDataContainer(numberAndText());
        assertThrows(IllegalStateException.class, container::getTable);
        container.close();
        container.close();
        assertSame(container.getTable(), container.getTable());
        assertThrows(IllegalStateException.class,
            () -> container.addRowToTable(row("a", new DoubleCell(1), new StringCell("one"))));
        assertThrows(NullPointerException.class, () -> context.createDataContainer(numberAndText()).addRowToTable(null));
    }

    @Test
    void boundsAreThoseOfTheNumbersThatAreThere() {
        final var domain = columnAfter(new DataTableSpec(column("x", DoubleCell.TYPE)), true, new DoubleCell(2),
            DataType.getMissingCell(), new DoubleCell(Double.NaN), new DoubleCell(-3), new IntCell(5)).getDomain();
        assertEquals(new DoubleCell(-3), domain.getLowerBound());
        assertEquals(new IntCell(5), domain.getUpperBound());
        assertFalse(domain.hasValues());
    }

    @Test
    void aColumnWithoutNumbersHasNoBounds() {
        final var domain =
            columnAfter(new DataTableSpec(column("x", DoubleCell.TYPE)), true, DataType.getMissingCell()).getDomain();
        assertFalse(domain.hasLowerBound() || domain.hasUpperBound());
    }

    @Test
    void upToSixtyPossibleValuesAreKnownInTheOrderOfTheirAppearance() {
        final var spec = new DataTableSpec(column("label", StringCell.TYPE));
        final var sixty = IntStream.range(0, 60).mapToObj(i -> new StringCell("v" + (99 - i))).toArray(DataCell[]::new);
        assertEquals(List.of(sixty), List.copyOf(columnAfter(spec, true, sixty).getDomain().getValues()));
        final var more = IntStream.range(0, 61).mapToObj(i -> new StringCell("v" + i)).toArray(DataCell[]::new);
        assertNull(columnAfter(spec, true, more).getDomain().getValues());
    }

    @Test
    void theDomainOfTheDescriptionIsWidenedOrComputedAnewAsAsked() {
        final var creator = new DataColumnSpecCreator("x", IntCell.TYPE);
        creator.setDomain(new DataColumnDomainCreator(new IntCell(0), new IntCell(10)).createDomain());
        final var spec = new DataTableSpec(creator.createSpec());
        final var widened = columnAfter(spec, true, new IntCell(5), new IntCell(12)).getDomain();
        assertEquals(List.of(new IntCell(0), new IntCell(12)), List.of(widened.getLowerBound(), widened.getUpperBound()));
        final var anew = columnAfter(spec, false, new IntCell(5), new IntCell(12)).getDomain();
        assertEquals(List.of(new IntCell(5), new IntCell(12)), List.of(anew.getLowerBound(), anew.getUpperBound()));
    }

    @Test
    void booleansHaveBothBoundsAndPossibleValues() {
        final var domain = columnAfter(new DataTableSpec(column("b", BooleanCell.TYPE)), true, BooleanCell.TRUE,
            BooleanCell.FALSE).getDomain();
        assertEquals(BooleanCell.FALSE, domain.getLowerBound());
        assertEquals(BooleanCell.TRUE, domain.getUpperBound());
        assertEquals(2, domain.getValues().size());
    }

    @Test
    void columnNamesAreUniqueInATable() {
        final var refusal = assertThrows(IllegalArgumentException.class,
            () -> new DataTableSpec(column("x", DoubleCell.TYPE), column(" x ", IntCell.TYPE)));
        assertEquals("Duplicate column name \"x\" at positions 0 and 1.", refusal.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new DataTableSpec(numberAndText(), numberAndText()));
    }

    @Test
    void columnsAreFoundByName() {
        final var spec = numberAndText();
        assertEquals(1, spec.findColumnIndex("label"));
        assertEquals(-1, spec.findColumnIndex("other"));
        assertEquals(-1, spec.findColumnIndex(null));
        assertNull(spec.getColumnSpec("other"));
        assertEquals("x (#1)", DataTableSpec.getUniqueColumnName(spec, "x"));
        assertEquals("y", DataTableSpec.getUniqueColumnName(spec, " y "));
        assertEquals("Column not found: \"other\"",
            assertThrows(IllegalArgumentException.class, () -> spec.columnsToIndices("x", "other")).getMessage());
    }

    @Test
    void structureIsNamesAndTypesInOrderWhateverTheDomains() {
        final var spec = numberAndText();
        final var filled = OfflineTables.table(spec, List.of(row("a", new DoubleCell(1), new StringCell("one")))).getSpec();
        assertTrue(spec.equalStructure(filled));
        assertFalse(spec.equals(filled));
        assertEquals(spec, new DataTableSpecCreator(filled).dropAllDomains().createSpec());
        final var reordered = new DataTableSpec(spec.getColumnSpec(1), spec.getColumnSpec(0));
        assertFalse(spec.equalStructure(reordered));
    }

    @Test
    void aReplacedDescriptionChangesNoRows() {
        final BufferedDataTable table = OfflineTables.table(numberAndText(), List.of(row("a", new DoubleCell(1), new StringCell("one"))));
        final var renamed = new DataTableSpec(column("y", DoubleCell.TYPE), column("name", StringCell.TYPE));
        final var replaced = context.createSpecReplacerTable(table, renamed);
        assertEquals(renamed, replaced.getSpec());
        assertEquals(table.iterator().next(), replaced.iterator().next());
        assertThrows(IllegalArgumentException.class, () -> context.createSpecReplacerTable(table, new DataTableSpec()));
        assertEquals(0, context.createVoidTable(renamed).size());
    }
}
