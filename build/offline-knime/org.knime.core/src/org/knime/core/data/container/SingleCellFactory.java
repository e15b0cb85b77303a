package org.knime.core.data.container;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;

/** Computes one new cell from a row. One of the two getCell methods has to be implemented. */
public abstract class SingleCellFactory extends AbstractCellFactory {

    public SingleCellFactory(final DataColumnSpec column) {
        super(column);
    }

    public SingleCellFactory(final boolean processConcurrently, final DataColumnSpec column) {
        super(processConcurrently, column);
    }

    @Override
    public DataCell[] getCells(final DataRow row, final long rowIndex) {
        return new DataCell[]{getCell(row, rowIndex)};
    }

    public DataCell getCell(final DataRow row) {
        throw new UnsupportedOperationException("The cell factory implements neither of the getCell methods.");
    }

    public DataCell getCell(final DataRow row, final long rowIndex) {
        return getCell(row);
    }
}
