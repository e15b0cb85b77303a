package org.elbow.offline.internal;

import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowIterator;
import org.knime.core.data.container.CloseableRowIterator;

/** Rows that nobody changes any more. */
public record StoredTable(DataTableSpec getDataTableSpec, RowStore rows) implements DataTable {

    @Override
    public RowIterator iterator() {
        return CloseableRowIterator.from(rows.iterator());
    }
}
