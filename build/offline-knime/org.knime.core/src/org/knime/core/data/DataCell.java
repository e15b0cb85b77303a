package org.knime.core.data;

import java.io.Serializable;

import org.knime.core.data.collection.CollectionDataValue;

/** An immutable cell of a table. Subclasses implement the value interfaces that they are compatible with, the preferred one first. */
public abstract class DataCell implements DataValue, Serializable {

    private static final long serialVersionUID = 1L;

    public DataCell() {
    }

    public final DataType getType() {
        return this instanceof CollectionDataValue collection
            ? DataType.getType(getClass(), collection.getElementType()) : DataType.getType(getClass());
    }

    public boolean isMissing() {
        return false;
    }

    @Override
    public abstract String toString();

    /** Cells are equal if both are missing, or of the same class with equal data, or share the preferred value class and content. */
    @Override
    public final boolean equals(final Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof DataCell cell)) {
            return false;
        }
        if (isMissing() || cell.isMissing()) {
            return isMissing() && cell.isMissing();
        }
        if (getClass().equals(cell.getClass())) {
            return equalsDataCell(cell);
        }
        return getType().getPreferredValueClass().equals(cell.getType().getPreferredValueClass()) && equalContent(cell);
    }

    /** Called with a cell of the same class only. */
    protected abstract boolean equalsDataCell(DataCell cell);

    /** Called with a value of the same preferred value class but of another cell class. */
    protected boolean equalContent(final DataValue other) {
        return false;
    }

    @Override
    public abstract int hashCode();
}
