package org.elbow.offline.internal;

import java.util.Iterator;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowIterator;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;

/** Columns of an old table beside those of a table of new cells, row by row. Without new cells the second table is empty. */
public record RearrangedTable(DataTableSpec getDataTableSpec, List<Source> sources, DataTable old, DataTable fresh)
    implements DataTable {

    /** Where a column comes from. */
    public record Source(boolean isNew, int column) {
    }

    @Override
    public RowIterator iterator() {
        final var oldRows = old.iterator();
        final var freshRows = fresh.iterator();
        return CloseableRowIterator.from(new Iterator<DataRow>() {
            @Override
            public boolean hasNext() {
                return oldRows.hasNext();
            }

            @Override
            public DataRow next() {
                return join(oldRows.next(), freshRows.hasNext() ? freshRows.next() : null);
            }
        });
    }

    private DataRow join(final DataRow oldRow, final DataRow freshRow) {
        final var cells = new DataCell[sources.size()];
        for (int i = 0; i < cells.length; i++) {
            final var source = sources.get(i);
            cells[i] = (source.isNew() ? freshRow : oldRow).getCell(source.column());
        }
        return new DefaultRow(oldRow.getKey(), cells);
    }
}
