package org.knime.core.data.container;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.elbow.offline.internal.RearrangedTable;
import org.elbow.offline.internal.RearrangedTable.Source;
import org.elbow.offline.internal.TableRearranging;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** Carries out the plan of a {@link ColumnRearranger}: computes the new cells row by row and joins them with the old ones. */
final class Rearrangement implements TableRearranging {

    @Override
    public DataTable rearrange(final DataTable table, final long rowCount, final ColumnRearranger plan,
        final ExecutionMonitor progress) throws CanceledExecutionException {
        if (!plan.original().equalStructure(table.getDataTableSpec())) {
            throw new IllegalArgumentException("The table's columns (" + table.getDataTableSpec()
                + ") are not those that the rearranger was made for (" + plan.original() + ").");
        }
        // several columns of a factory come from one call, so each factory has its first column among the new ones here
        final Map<CellFactory, Integer> offsets = new LinkedHashMap<>();
        final List<DataColumnSpec> computed = new ArrayList<>();
        for (final var column : plan.columns()) {
            if (column.factory() != null && offsets.putIfAbsent(column.factory(), computed.size()) == null) {
                computed.addAll(Arrays.asList(column.factory().getColumnSpecs()));
            }
        }
        final var newCells = compute(table, rowCount, offsets.keySet().stream().toList(), computed, progress);
        final var sources = plan.columns().stream().map(c -> c.factory() == null ? new Source(false, c.index())
            : new Source(true, offsets.get(c.factory()) + c.index())).toList();
        final var specs = new DataColumnSpec[sources.size()];
        for (int i = 0; i < specs.length; i++) {
            final var source = sources.get(i);
            specs[i] = source.isNew() // the table of new cells knows the domains, the plan the names
                ? renamed(newCells.getDataTableSpec().getColumnSpec(source.column()), plan.columns().get(i).name())
                : table.getDataTableSpec().getColumnSpec(source.column());
        }
        return new RearrangedTable(new DataTableSpec(specs), sources, table, newCells);
    }

    private static DataTable compute(final DataTable table, final long rowCount, final List<CellFactory> factories,
        final List<DataColumnSpec> columns, final ExecutionMonitor progress) throws CanceledExecutionException {
        // columns that are computed but not kept may bear the names of others, so all get their index as a name for now
        final var specs = new DataColumnSpec[columns.size()];
        for (int i = 0; i < specs.length; i++) {
            specs[i] = renamed(columns.get(i), Integer.toString(i));
        }
        final var container = new DataContainer(new DataTableSpec(specs), true);
        try {
            if (!factories.isEmpty()) {
                long index = 0;
                for (final var row : table) {
                    container.addRowToTable(new DefaultRow(row.getKey(), cells(factories, columns.size(), row, index)));
                    index++;
                    for (final var factory : factories) {
                        factory.setProgress(index, rowCount, row.getKey(), progress);
                    }
                    progress.checkCanceled();
                }
            }
        } finally {
            for (final var factory : factories) {
                if (factory instanceof AbstractCellFactory abstractFactory) {
                    abstractFactory.afterProcessing();
                }
            }
        }
        container.close();
        return container.getTable();
    }

    private static DataColumnSpec renamed(final DataColumnSpec spec, final String name) {
        final var creator = new DataColumnSpecCreator(spec);
        creator.setName(name);
        return creator.createSpec();
    }

    private static DataCell[] cells(final List<CellFactory> factories, final int count, final DataRow row,
        final long index) {
        final var cells = new DataCell[count];
        int next = 0;
        for (final var factory : factories) {
            final var made = factory.getCells(row, index);
            final var expected = factory.getColumnSpecs().length;
            if (made.length != expected) {
                throw new IllegalStateException("A cell factory made " + made.length + " cells for row \"" + row.getKey()
                    + "\" but announced " + expected + " columns.");
            }
            System.arraycopy(made, 0, cells, next, made.length);
            next += made.length;
        }
        return cells;
    }
}
