package org.knime.core.data.def;

import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;

/** An integer of 32 bits, also to be read as a long integer or a floating-point number. */
public class IntCell extends DataCell implements IntValue, LongValue, DoubleValue, BoundedValue {

    private static final long serialVersionUID = 1L;

    public static final DataType TYPE = DataType.getType(IntCell.class);

    private final int value;

    public IntCell(final int value) {
        this.value = value;
    }

    @Override
    public int getIntValue() {
        return value;
    }

    @Override
    public long getLongValue() {
        return value;
    }

    @Override
    public double getDoubleValue() {
        return value;
    }

    @Override
    protected boolean equalsDataCell(final DataCell cell) {
        return value == ((IntCell)cell).value;
    }

    @Override
    public int hashCode() {
        return value;
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }

    /** Makes integer cells. */
    public static final class IntCellFactory implements DataCellFactory.FromSimpleString {

        public static final DataType TYPE = IntCell.TYPE;

        public IntCellFactory() {
        }

        @Override
        public DataType getDataType() {
            return TYPE;
        }

        @Override
        public DataCell createCell(final String text) {
            return create(text);
        }

        public static DataCell create(final int value) {
            return new IntCell(value);
        }

        public static DataCell create(final String text) {
            final var trimmed = text.trim();
            return trimmed.isEmpty() ? DataType.getMissingCell() : new IntCell(Integer.parseInt(trimmed));
        }
    }
}
