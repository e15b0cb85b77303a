package org.elbow.knime.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.container.AbstractCellFactory;
import org.knime.core.data.container.CellFactory;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.def.StringCell;

/** Columns to be appended to a table: their unique names and types first, their cells when the table is written. */
public final class AppendedColumns {

    private final DataTableSpec spec;

    private final UniqueNames names;

    private final List<DataColumnSpec> columns = new ArrayList<>();

    /** Makes the appended cells of one row. */
    @FunctionalInterface
    public interface RowCells {

        /**
         * @param tableRow a row of the table, counted from 0; each comes once, in the table's order
         * @return a cell for each appended column
         */
        DataCell[] of(int tableRow);
    }

    /** @param spec of the table that columns are appended to */
    public AppendedColumns(final DataTableSpec spec) {
        this.spec = Objects.requireNonNull(spec, "spec");
        this.names = new UniqueNames(List.of(spec.getColumnNames()));
    }

    /**
     * Announces a further column.
     *
     * @param name wanted; changed if the table has such a column already
     * @param type of the column
     * @return the name that the column gets
     */
    public String add(final String name, final DataType type) {
        return add(name, type, List.of());
    }

    /**
     * Announces a further column whose possible values may be known.
     *
     * @param name wanted; changed if the table has such a column already
     * @param type of the column
     * @param values that a column of strings can hold; empty if not known
     * @return the name that the column gets
     */
    public String add(final String name, final DataType type, final List<String> values) {
        final String unique = names.next(name);
        columns.add(column(unique, type, values));
        return unique;
    }

    /**
     * A column whose possible values may be known.
     *
     * @param name of the column
     * @param type of the column
     * @param values that a column of strings can hold; empty if not known
     * @return its spec
     */
    public static DataColumnSpec column(final String name, final DataType type, final List<String> values) {
        final DataColumnSpecCreator column = new DataColumnSpecCreator(name, type);
        if (!values.isEmpty()) {
            column.setDomain(new DataColumnDomainCreator(values.stream().map(StringCell::new).toArray(DataCell[]::new))
                .createDomain());
        }
        return column.createSpec();
    }

    /** @return how many columns are appended so far */
    public int size() {
        return columns.size();
    }

    /** @return the spec of the table with the appended columns */
    public DataTableSpec outputSpec() {
        return new DataTableSpec(spec, new DataTableSpec(specs()));
    }

    /**
     * @param cells makes the cells of the appended columns
     * @return what writes the table with the appended columns, once
     */
    public ColumnRearranger rearranger(final RowCells cells) {
        return rearranger(new AbstractCellFactory(specs()) {
            @Override
            public DataCell[] getCells(final DataRow row, final long rowIndex) {
                return cells.of(Math.toIntExact(rowIndex));
            }
        });
    }

    /**
     * @param cells makes the cells of the appended columns from a row itself
     * @return what writes the table with the appended columns
     */
    public ColumnRearranger rearranger(final CellFactory cells) {
        final ColumnRearranger rearranger = new ColumnRearranger(spec);
        rearranger.append(cells);
        return rearranger;
    }

    /** @return the specs of the appended columns */
    public DataColumnSpec[] specs() {
        return columns.toArray(DataColumnSpec[]::new);
    }

    /** @return as many missing cells */
    public static DataCell[] missing(final int count) {
        return filled(count, DataType.getMissingCell());
    }

    /** @return as many missing cells that tell why */
    public static DataCell[] missing(final int count, final String reason) {
        return filled(count, new MissingCell(reason));
    }

    private static DataCell[] filled(final int count, final DataCell cell) {
        final DataCell[] cells = new DataCell[count];
        java.util.Arrays.fill(cells, cell);
        return cells;
    }
}
