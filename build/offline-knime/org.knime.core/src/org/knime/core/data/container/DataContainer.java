package org.knime.core.data.container;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.elbow.offline.internal.DomainCollector;
import org.elbow.offline.internal.MemoryTable;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;

/**
 * Collects rows in memory until it is closed and a table can be taken from it. Rows that do not fit the columns, and
 * keys that come twice, are refused when they are added.
 */
public class DataContainer implements RowAppender {

    private final DataTableSpec spec;

    private final DomainCollector domains;

    private final Set<RowKey> keys = new HashSet<>();

    private List<DataRow> rows = new ArrayList<>();

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
        if (!keys.add(row.getKey())) {
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
            rows = Collections.unmodifiableList(rows);
            keys.clear();
            table = new MemoryTable(domains.createSpec(), rows);
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
