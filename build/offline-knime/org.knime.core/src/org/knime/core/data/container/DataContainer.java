package org.knime.core.data.container;

import org.elbow.offline.internal.DomainCollector;
import org.elbow.offline.internal.KeyCheck;
import org.elbow.offline.internal.RowStore;
import org.elbow.offline.internal.StoredTable;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;

/**
 * Collects rows until it is closed and a table can be taken from it: in memory, or in a temporary file if there are many.
 * Rows that do not fit the columns, and keys that come twice, are refused when they are added.
 */
public class DataContainer implements RowAppender {

    private final DataTableSpec spec;

    private final DomainCollector domains;

    private final RowStore rows = new RowStore();

    private KeyCheck keys = new KeyCheck();

    private DataTable table;

    public DataContainer(final DataTableSpec spec) {
        this(spec, false);
    }

    /** @param initDomain whether the domains of the description are kept and widened instead of computed anew */
    public DataContainer(final DataTableSpec spec, final boolean initDomain) {
        this.spec = spec;
        domains = new DomainCollector(spec, initDomain);
    }

    public void setMaxPossibleValues(final int count) {
        if (count < 0) {
            throw new IllegalArgumentException("The number of possible values must not be negative: " + count);
        }
        domains.setMaxPossibleValues(count);
    }

    @Override
    public void addRowToTable(final DataRow row) {
        if (row == null) {
            throw new NullPointerException("Can't add null rows to container");
        }
        if (!isOpen()) {
            throw new IllegalStateException("Cannot add row: container has not been initialized (opened).");
        }
        checkCells(row);
        if (!keys.add(row.getKey().getString())) {
            throw new DataContainerException("Encountered duplicate row ID \"" + row.getKey() + "\" at row number "
                + (rows.size() + 1));
        }
        domains.update(row);
        rows.add(row);
    }

    private void checkCells(final DataRow row) {
        if (row.getNumCells() != spec.getNumColumns()) {
            throw new IllegalArgumentException("Cell count in row \"" + row.getKey()
                + "\" is not equal to length of column names array: " + row.getNumCells() + " vs. "
                + spec.getNumColumns());
        }
        for (int c = 0; c < row.getNumCells(); c++) {
            final var cell = row.getCell(c);
            final var expected = spec.getColumnSpec(c).getType();
            if (!expected.isASuperTypeOf(cell.getType())) {
                throw new IllegalArgumentException("Runtime class of object \"" + cell + "\" (index " + c + ") in row \""
                    + row.getKey() + "\" is " + cell.getType() + " and does not comply with its supposed superclass "
                    + expected);
            }
        }
    }

    public DataTableSpec getTableSpec() {
        return isClosed() ? table.getDataTableSpec() : spec;
    }

    public long size() {
        return rows.size();
    }

    public boolean isOpen() {
        return table == null;
    }

    public boolean isClosed() {
        return table != null;
    }

    /** Ends the table; closing twice does nothing. */
    public void close() {
        if (isOpen()) {
            rows.finish();
            keys = null;
            table = new StoredTable(domains.createSpec(), rows);
        }
    }

    /** The table, once the container is closed. */
    public DataTable getTable() {
        if (!isClosed()) {
            throw new IllegalStateException("Cannot get table: container is not closed.");
        }
        return table;
    }
}
