package org.knime.core.data.def;

import java.util.Objects;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory;
import org.knime.core.data.DataType;
import org.knime.core.data.NominalValue;
import org.knime.core.data.StringValue;

/** A text. */
public final class StringCell extends DataCell implements StringValue, NominalValue {

    private static final long serialVersionUID = 1L;

    public static final DataType TYPE = DataType.getType(StringCell.class);

    private final String value;

    public StringCell(final String value) {
        this.value = Objects.requireNonNull(value, "A string cell needs a text; use a missing cell for none.");
    }

    @Override
    public String getStringValue() {
        return value;
    }

    @Override
    protected boolean equalsDataCell(final DataCell cell) {
        return value.equals(((StringCell)cell).value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }

    /** Makes string cells. */
    public static final class StringCellFactory implements DataCellFactory.FromSimpleString {

        public static final DataType TYPE = StringCell.TYPE;

        public StringCellFactory() {
        }

        @Override
        public DataType getDataType() {
            return TYPE;
        }

        @Override
        public DataCell createCell(final String text) {
            return create(text);
        }

        public static DataCell create(final String text) {
            return new StringCell(text);
        }
    }
}
