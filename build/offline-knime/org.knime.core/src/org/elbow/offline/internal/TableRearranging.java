package org.elbow.offline.internal;

import org.knime.core.data.DataTable;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** Carries out a plan of a new table. */
public interface TableRearranging {

    /**
     * @param table not modified
     * @param rowCount the table's number of rows, for progress
     */
    DataTable rearrange(DataTable table, long rowCount, ColumnRearranger plan, ExecutionMonitor progress)
        throws CanceledExecutionException;

    static TableRearranging get() {
        return Bridge.open(TableRearranging.class, "org.knime.core.data.container.Rearrangement");
    }
}
