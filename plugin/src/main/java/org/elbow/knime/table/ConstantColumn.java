package org.elbow.knime.table;

import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;

/** A text column with one value in all rows, or no such column. */
public final class ConstantColumn {

    private final String name;

    private final DataCell value;

    private ConstantColumn(final String name, final DataCell value) {
        this.name = name;
        this.value = value;
    }

    /**
     * @param name of the column; blank for none
     * @param value in each row
     * @return the column
     */
    public static ConstantColumn of(final String name, final String value) {
        return new ConstantColumn(name.strip(), new StringCell(value));
    }

    /**
     * Announces the column, if there is one.
     *
     * @param columns is appended to
     * @throws InvalidSettingsException if a column of that name is there already
     */
    public void appendTo(final List<DataColumnSpec> columns) throws InvalidSettingsException {
        if (name.isEmpty()) {
            return;
        }
        if (columns.stream().anyMatch(column -> column.getName().equals(name))) {
            throw new InvalidSettingsException("The constant column cannot be called \"" + name
                + "\", since there is such a column already. Choose another name.");
        }
        columns.add(new DataColumnSpecCreator(name, StringCell.TYPE).createSpec());
    }

    /** @param row gets the value, if there is such a column */
    public void addCell(final List<DataCell> row) {
        if (!name.isEmpty()) {
            row.add(value);
        }
    }
}
