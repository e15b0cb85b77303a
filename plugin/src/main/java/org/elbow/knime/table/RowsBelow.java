package org.elbow.knime.table;

import java.util.HashSet;
import java.util.Set;

import org.elbow.nn.Progress;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/**
 * Writes rows of its own below those of an incoming table. The output has the columns of both; a cell is missing where a row
 * lacks the column.
 */
public final class RowsBelow implements AutoCloseable {

    private static final String KEY_PREFIX = "Row";

    private final BufferedDataContainer container;

    /** Where the output's columns stand in the own rows; negative if they are not there. */
    private final int[] ownIndices;

    private final Set<Long> takenNumbers = new HashSet<>();

    private long nextNumber;

    /**
     * Starts the output with the incoming rows.
     *
     * @param exec of the node
     * @param incoming table, or {@code null} if there is none
     * @param own spec of the rows that come below
     * @param progress hears how far the copying of the incoming rows has come
     */
    public RowsBelow(final ExecutionContext exec, final BufferedDataTable incoming, final DataTableSpec own,
        final Progress progress) {
        final DataTableSpec union = union(incoming == null ? null : incoming.getDataTableSpec(), own);
        container = exec.createDataContainer(union);
        ownIndices = indices(union, own);
        try {
            if (incoming != null) {
                nextNumber = incoming.size();
                copy(incoming, indices(union, incoming.getDataTableSpec()), progress);
            }
        } catch (final RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * The columns of the incoming table, then those that only the own rows have. A column that both have gets the type that
     * covers both.
     *
     * @param incoming spec, or {@code null} if there is none
     * @param own spec of the rows below
     * @return the spec of the output
     */
    public static DataTableSpec union(final DataTableSpec incoming, final DataTableSpec own) {
        if (incoming == null) {
            return own;
        }
        final DataTableSpecCreator union = new DataTableSpecCreator();
        for (final DataColumnSpec column : incoming) {
            final DataColumnSpec below = own.getColumnSpec(column.getName());
            union.addColumns(below == null ? column : new DataColumnSpecCreator(column.getName(),
                DataType.getCommonSuperType(column.getType(), below.getType())).createSpec());
        }
        for (final DataColumnSpec column : own) {
            if (!incoming.containsName(column.getName())) {
                union.addColumns(column);
            }
        }
        return union.createSpec();
    }

    private static int[] indices(final DataTableSpec union, final DataTableSpec part) {
        return union.stream().mapToInt(column -> part.findColumnIndex(column.getName())).toArray();
    }

    private void copy(final BufferedDataTable incoming, final int[] indices, final Progress progress) {
        try (TableScan scan = new TableScan(incoming, progress, "Taking over")) {
            while (scan.hasNext()) {
                final DataRow row = scan.next();
                noteNumber(row.getKey().getString());
                final DataCell[] cells = new DataCell[indices.length];
                for (int c = 0; c < cells.length; c++) {
                    cells[c] = indices[c] < 0 ? DataType.getMissingCell() : row.getCell(indices[c]);
                }
                container.addRowToTable(new DefaultRow(row.getKey(), cells));
            }
        }
    }

    /** Only keys of the form Row… with a number from {@link #nextNumber} on can collide with those given below. */
    private void noteNumber(final String key) {
        if (key.matches(KEY_PREFIX + "\\d{1,18}")) {
            final long number = Long.parseLong(key.substring(KEY_PREFIX.length()));
            if (number >= nextNumber) {
                takenNumbers.add(number);
            }
        }
    }

    /**
     * Adds a row below, with the next free Row ID.
     *
     * @param cells one for each column of the own spec
     */
    public void add(final DataCell... cells) {
        while (takenNumbers.contains(nextNumber)) {
            nextNumber++;
        }
        final DataCell[] all = new DataCell[ownIndices.length];
        for (int c = 0; c < all.length; c++) {
            all[c] = ownIndices[c] < 0 ? DataType.getMissingCell() : cells[ownIndices[c]];
        }
        container.addRowToTable(new DefaultRow(KEY_PREFIX + nextNumber++, all));
    }

    /** @return the table with all rows; nothing can be added afterwards */
    public BufferedDataTable finish() {
        container.close();
        return container.getTable();
    }

    @Override
    public void close() {
        if (container.isOpen()) {
            container.close();
        }
    }
}
