package org.knime.core.node;

import org.elbow.offline.internal.TableRearranging;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;

/** What a node executes in: progress, and the making of tables. */
public class ExecutionContext extends ExecutionMonitor {

    ExecutionContext(final NodeProgressMonitor progressMonitor) {
        super(progressMonitor);
    }

    public BufferedDataContainer createDataContainer(final DataTableSpec spec) {
        return createDataContainer(spec, true);
    }

    /** @param initDomain whether the domains of the description are kept and widened instead of computed anew */
    public BufferedDataContainer createDataContainer(final DataTableSpec spec, final boolean initDomain) {
        return new BufferedDataContainer(spec, initDomain);
    }

    /** As {@link #createDataContainer(DataTableSpec, boolean)}; rows stay in memory, however many. */
    public BufferedDataContainer createDataContainer(final DataTableSpec spec, final boolean initDomain,
        final int maxCellsInMemory) {
        return createDataContainer(spec, initDomain);
    }

    /** Copies a table. */
    public BufferedDataTable createBufferedDataTable(final DataTable table, final ExecutionMonitor progress)
        throws CanceledExecutionException {
        if (table instanceof BufferedDataTable buffered) {
            return buffered;
        }
        final var container = createDataContainer(table.getDataTableSpec());
        for (final DataRow row : table) {
            progress.checkCanceled();
            container.addRowToTable(row);
        }
        container.close();
        return container.getTable();
    }

    public BufferedDataTable[] createBufferedDataTables(final DataTable[] tables, final ExecutionMonitor progress)
        throws CanceledExecutionException {
        final var buffered = new BufferedDataTable[tables.length];
        for (int i = 0; i < tables.length; i++) {
            buffered[i] = createBufferedDataTable(tables[i], progress.createSubProgress(1.0 / tables.length));
        }
        return buffered;
    }

    /** A table of the columns that the plan keeps and computes; the cells of kept columns are shared, not copied. */
    public BufferedDataTable createColumnRearrangeTable(final BufferedDataTable table, final ColumnRearranger plan,
        final ExecutionMonitor progress) throws CanceledExecutionException {
        final var rearranged = TableRearranging.get().rearrange(table, table.size(), plan, progress);
        progress.setProgress(1);
        return new BufferedDataTable(rearranged, rearranged.getDataTableSpec(), table.size());
    }

    /** The same rows under another description of the same number of columns. */
    public BufferedDataTable createSpecReplacerTable(final BufferedDataTable table, final DataTableSpec spec) {
        if (spec.getNumColumns() != table.getSpec().getNumColumns()) {
            throw new IllegalArgumentException("Table specs have different lengths: " + spec.getNumColumns() + " vs. "
                + table.getSpec().getNumColumns());
        }
        return new BufferedDataTable(table, spec, table.size());
    }

    public BufferedDataTable createVoidTable(final DataTableSpec spec) {
        final var container = createDataContainer(spec);
        container.close();
        return container.getTable();
    }

    /** A context whose full progress is that share of this one's. */
    public ExecutionContext createSubExecutionContext(final double share) {
        return new ExecutionContext(part(share, false));
    }

    public ExecutionContext createSilentSubExecutionContext(final double share) {
        return new ExecutionContext(part(share, true));
    }
}
