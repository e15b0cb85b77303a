package org.knime.core.data.container;

import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.RowKey;
import org.knime.core.node.ExecutionMonitor;

/** A cell factory for columns known beforehand. Rows are processed one after the other, whatever is asked for. */
public abstract class AbstractCellFactory implements CellFactory {

    private final DataColumnSpec[] columns;

    private boolean parallel;

    public AbstractCellFactory(final DataColumnSpec... columns) {
        this.columns = List.of(columns).toArray(DataColumnSpec[]::new);
    }

    public AbstractCellFactory(final boolean processConcurrently, final DataColumnSpec... columns) {
        this(columns);
        setParallelProcessing(processConcurrently);
    }

    public final void setParallelProcessing(final boolean value) {
        parallel = value;
    }

    public final boolean isParallelProcessing() {
        return parallel;
    }

    @Override
    public DataColumnSpec[] getColumnSpecs() {
        return columns;
    }

    /** Called once after the last row, also if a row has failed. */
    public void afterProcessing() {
    }

    @Override
    public void setProgress(final int curRowNr, final int rowCount, final RowKey lastKey, final ExecutionMonitor exec) {
        setProgress((long)curRowNr, rowCount, lastKey, exec);
    }

    @Override
    public void setProgress(final long curRowNr, final long rowCount, final RowKey lastKey,
        final ExecutionMonitor exec) {
        exec.setProgress(curRowNr / (double)rowCount,
            () -> "Processed row " + curRowNr + "/" + rowCount + " (\"" + lastKey + "\")");
    }
}
