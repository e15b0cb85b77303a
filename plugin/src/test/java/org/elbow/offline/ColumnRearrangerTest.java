package org.elbow.offline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.LongValue;
import org.knime.core.data.container.AbstractCellFactory;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.container.SingleCellFactory;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;

class ColumnRearrangerTest {

    private static final DataTableSpec SPEC =
        new DataTableSpec(new String[]{"a", "b", "c"}, new DataType[]{IntCell.TYPE, IntCell.TYPE, IntCell.TYPE});

    /** Three columns: i, 10 i, 100 i in row i. */
    private static BufferedDataTable table(final int rows) {
        return OfflineTables.table(SPEC,
            IntStream.range(0, rows).mapToObj(i -> new DefaultRow("Row" + i, i, 10 * i, 100 * i)).toList());
    }

    private static DataColumnSpec column(final String name) {
        return new DataColumnSpecCreator(name, LongCell.TYPE).createSpec();
    }

    /** Makes the row's index, and notes when it is done. */
    private static SingleCellFactory rowIndex(final String name, final List<String> notes) {
        return new SingleCellFactory(column(name)) {
            @Override
            public DataCell getCell(final DataRow row, final long index) {
                notes.add(row.getKey().getString());
                return new LongCell(index);
            }

            @Override
            public void afterProcessing() {
                notes.add("done");
            }
        };
    }

    private static String[] names(final Consumer<ColumnRearranger> plan) {
        final var rearranger = new ColumnRearranger(SPEC);
        plan.accept(rearranger);
        return rearranger.createSpec().getColumnNames();
    }

    private static List<List<Long>> values(final BufferedDataTable table) {
        final var rows = new ArrayList<List<Long>>();
        table.forEach(r -> rows.add(r.stream().map(c -> ((LongValue)c).getLongValue()).toList()));
        return rows;
    }

    @Test
    void columnsAreKeptRemovedMovedAndReplacedAsPlanned() {
        final var none = new ArrayList<String>();
        assertArrayEquals(new String[]{"a", "c"}, names(r -> r.keepOnly("c", "a")));
        assertArrayEquals(new String[]{"b"}, names(r -> r.keepOnly(1)));
        assertArrayEquals(new String[]{"b"}, names(r -> r.remove("a", "c")));
        assertArrayEquals(new String[]{"c"}, names(r -> r.remove(1, 0)));
        assertArrayEquals(new String[]{"c", "a", "b"}, names(r -> r.move("c", 0)));
        assertArrayEquals(new String[]{"b", "c", "a"}, names(r -> r.move(0, 3)));
        assertArrayEquals(new String[]{"c", "b", "a"}, names(r -> r.permute(new String[]{"c", "b"})));
        assertArrayEquals(new String[]{"a", "n", "c"}, names(r -> r.replace(rowIndex("n", none), "b")));
        assertArrayEquals(new String[]{"a", "n", "b", "c"}, names(r -> r.insertAt(1, rowIndex("n", none))));
        assertArrayEquals(new String[]{"a", "b", "c", "n"}, names(r -> r.append(rowIndex("n", none))));
        assertEquals(2, new ColumnRearranger(SPEC).indexOf("c"));
        assertEquals(-1, new ColumnRearranger(SPEC).indexOf("z"));
    }

    @Test
    void columnsThatAreNotThereAreNamed() {
        final var refusal = assertThrows(IllegalArgumentException.class, () -> names(r -> r.remove("a", "z")));
        assertTrue(refusal.getMessage().contains("z"), refusal::getMessage);
        assertThrows(IllegalArgumentException.class, () -> names(r -> r.keepOnly("a", "a")));
        assertThrows(IndexOutOfBoundsException.class, () -> names(r -> r.remove(3)));
        assertThrows(IllegalArgumentException.class, () -> names(r -> r.replace(rowIndex("n", new ArrayList<>()), "z")));
        assertThrows(IllegalArgumentException.class, () -> names(r -> r.append(rowIndex("a", new ArrayList<>()))));
    }

    @Test
    void newCellsAreComputedOnceFromTheRowsInOrder() throws CanceledExecutionException {
        final var notes = new ArrayList<String>();
        final var progress = new ArrayList<Double>();
        final var context = new OfflineExecution((fraction, message) -> progress.add(fraction)).context();
        final var rearranger = new ColumnRearranger(SPEC);
        rearranger.remove("b");
        rearranger.append(rowIndex("n", notes));
        final var result = context.createColumnRearrangeTable(table(3), rearranger, context);
        assertEquals(List.of("Row0", "Row1", "Row2", "done"), notes);
        assertEquals(List.of(List.of(0L, 0L, 0L), List.of(1L, 100L, 1L), List.of(2L, 200L, 2L)), values(result));
        assertEquals(values(result), values(result));
        assertEquals(List.of("Row0", "Row1", "Row2", "done"), notes, "the table is computed already");
        assertEquals(1.0, progress.get(progress.size() - 1));
        assertTrue(progress.contains(1 / 3.0), progress::toString);
        assertEquals(new LongCell(2), result.getSpec().getColumnSpec("n").getDomain().getUpperBound());
        assertEquals(new IntCell(200), result.getSpec().getColumnSpec("c").getDomain().getUpperBound());
    }

    @Test
    void theColumnsOfOneFactoryComeFromOneCallWhereverTheyStand() throws CanceledExecutionException {
        final var calls = new ArrayList<String>();
        final var factory = new AbstractCellFactory(column("sum"), column("b"), column("a")) {
            @Override
            public DataCell[] getCells(final DataRow row) {
                calls.add(row.getKey().getString());
                final var a = ((IntCell)row.getCell(0)).getIntValue();
                return new DataCell[]{new LongCell(111L * a), new LongCell(-10L * a), new LongCell(-a)};
            }
        };
        final var rearranger = new ColumnRearranger(SPEC);
        rearranger.replace(factory, 2, 1, 0);
        rearranger.move("sum", 0);
        final var context = new OfflineExecution().context();
        final var result = context.createColumnRearrangeTable(table(2), rearranger, context);
        assertArrayEquals(new String[]{"sum", "a", "b"}, result.getSpec().getColumnNames());
        assertEquals(List.of(List.of(0L, 0L, 0L), List.of(111L, -1L, -10L)), values(result));
        assertEquals(List.of("Row0", "Row1"), calls);
    }

    /** Makes the same cells in every row. */
    private static AbstractCellFactory constants(final String[] names, final long... values) {
        return new AbstractCellFactory(Stream.of(names).map(ColumnRearrangerTest::column).toArray(DataColumnSpec[]::new)) {
            @Override
            public DataCell[] getCells(final DataRow row) {
                return LongStream.of(values).mapToObj(LongCell::new).toArray(DataCell[]::new);
            }
        };
    }

    @Test
    void aNewColumnThatIsLeftOutAgainMayHaveTheNameOfAnother() throws CanceledExecutionException {
        final var rearranger = new ColumnRearranger(SPEC);
        rearranger.append(constants(new String[]{"m", "n"}, 7, 8));
        rearranger.remove("n");
        rearranger.append(constants(new String[]{"n"}, 9));
        final var context = new OfflineExecution().context();
        final var result = context.createColumnRearrangeTable(table(1), rearranger, context);
        assertArrayEquals(new String[]{"a", "b", "c", "m", "n"}, result.getSpec().getColumnNames());
        assertEquals(List.of(List.of(0L, 0L, 0L, 7L, 9L)), values(result));
    }

    @Test
    void cancelStopsTheComputationAndTheFactoryIsStillToldOfTheEnd() {
        final var notes = new ArrayList<String>();
        final var execution = new OfflineExecution();
        final var rearranger = new ColumnRearranger(SPEC);
        rearranger.append(new SingleCellFactory(column("n")) {
            @Override
            public DataCell getCell(final DataRow row) {
                notes.add(row.getKey().getString());
                execution.cancel();
                return new LongCell(0);
            }

            @Override
            public void afterProcessing() {
                notes.add("done");
            }
        });
        assertThrows(CanceledExecutionException.class,
            () -> execution.context().createColumnRearrangeTable(table(5), rearranger, execution.context()));
        assertEquals(List.of("Row0", "done"), notes);
    }

    @Test
    void aPlanForOtherColumnsIsRefused() {
        final var other = OfflineTables.table(new DataTableSpec(new DataColumnSpecCreator("z", DoubleCell.TYPE).createSpec()), List.of());
        final var context = new OfflineExecution().context();
        assertThrows(IllegalArgumentException.class,
            () -> context.createColumnRearrangeTable(other, new ColumnRearranger(SPEC), context));
    }

    @Test
    void aFactoryThatMakesTooFewCellsIsNamedWithTheRow() {
        final var rearranger = new ColumnRearranger(SPEC);
        rearranger.append(new AbstractCellFactory(column("m"), column("n")) {
            @Override
            public DataCell[] getCells(final DataRow row) {
                return new DataCell[]{new LongCell(0)};
            }
        });
        final var context = new OfflineExecution().context();
        final var failure = assertThrows(IllegalStateException.class,
            () -> context.createColumnRearrangeTable(table(1), rearranger, context));
        assertTrue(failure.getMessage().contains("1 cells for row \"Row0\""), failure::getMessage);
    }
}
