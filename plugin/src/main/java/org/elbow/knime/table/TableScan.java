package org.elbow.knime.table;

import org.elbow.nn.Progress;
import org.knime.core.data.DataRow;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;

/** Goes through a table's rows, reports how far it has come, and honours cancellation. */
public final class TableScan implements AutoCloseable {

    private static final int REPORT_EVERY = 64;

    private final CloseableRowIterator rows;

    private final long size;

    private final Progress progress;

    private final String activity;

    private long done;

    /**
     * @param table to be read
     * @param progress hears about every few rows
     * @param activity what is done with the rows, for instance "Encoding"
     */
    public TableScan(final BufferedDataTable table, final Progress progress, final String activity) {
        this.size = table.size();
        this.progress = progress;
        this.activity = activity;
        this.rows = table.iterator();
    }

    /** @return whether there is another row */
    public boolean hasNext() {
        return rows.hasNext();
    }

    /** @return the next row */
    public DataRow next() {
        if (done % REPORT_EVERY == 0) {
            progress.update(size == 0 ? 1 : (double)done / size, activity + ": row " + (done + 1) + " of " + size);
        }
        done++;
        return rows.next();
    }

    @Override
    public void close() {
        rows.close();
    }
}
