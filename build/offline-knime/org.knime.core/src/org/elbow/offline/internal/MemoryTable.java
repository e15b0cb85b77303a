package org.elbow.offline.internal;

import java.util.List;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowIterator;
import org.knime.core.data.container.CloseableRowIterator;

/** Rows in a list that nobody else changes. */
public record MemoryTable(DataTableSpec getDataTableSpec, List<DataRow> rows) implements DataTable {

    @Override
    public RowIterator iterator() {
        return CloseableRowIterator.from(rows.iterator());
    }
}
