package org.knime.core.data.def;

import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;

/** An integer of 64 bits, also to be read as a floating-point number. */
public class LongCell extends DataCell implements LongValue, DoubleValue, BoundedValue {

    private static final long serialVersionUID = 1L;

    public static final DataType TYPE = DataType.getType(LongCell.class);

    private final long value;

    public LongCell(final long value) {
        this.value = value;
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
        return value == ((LongCell)cell).value;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }

    /** Makes long cells. */
    public static final class LongCellFactory implements DataCellFactory.FromSimpleString {

        public static final DataType TYPE = LongCell.TYPE;

        public LongCellFactory() {
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
            return new LongCell(value);
        }

        public static DataCell create(final long value) {
            return new LongCell(value);
        }

        public static DataCell create(final String text) {
            final var trimmed = text.trim();
            return trimmed.isEmpty() ? DataType.getMissingCell() : new LongCell(Long.parseLong(trimmed));
        }
    }
}
