package org.knime.core.data.def;

import org.knime.core.data.BooleanValue;
import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.NominalValue;

/** True or false, also to be read as the number 1 or 0. */
public final class BooleanCell extends DataCell implements BooleanValue, IntValue, LongValue, DoubleValue, BoundedValue, NominalValue {

    private static final long serialVersionUID = 1L;

    public static final DataType TYPE = DataType.getType(BooleanCell.class);

    public static final BooleanCell TRUE = new BooleanCell(true);

    public static final BooleanCell FALSE = new BooleanCell(false);

    public static final BooleanCell get(final boolean value) {
        return value ? TRUE : FALSE;
    }

    private final boolean value;

    private BooleanCell(final boolean value) {
        this.value = value;
    }

    @Override
    public boolean getBooleanValue() {
        return value;
    }

    @Override
    public int getIntValue() {
        return value ? 1 : 0;
    }

    @Override
    public long getLongValue() {
        return value ? 1 : 0;
    }

    @Override
    public double getDoubleValue() {
        return value ? 1 : 0;
    }

    @Override
    protected boolean equalsDataCell(final DataCell cell) {
        return value == ((BooleanCell)cell).value;
    }

    @Override
    public int hashCode() {
        return Boolean.hashCode(value);
    }

    @Override
    public String toString() {
        return Boolean.toString(value);
    }

    /** Makes boolean cells. */
    public static final class BooleanCellFactory implements DataCellFactory.FromSimpleString {

        public static final DataType TYPE = BooleanCell.TYPE;

        public BooleanCellFactory() {
        }

        @Override
        public DataType getDataType() {
            return TYPE;
        }

        @Override
        public DataCell createCell(final String text) {
            return create(text);
        }

        public static DataCell create(final boolean value) {
            return get(value);
        }

        public static DataCell create(final String text) {
            final var trimmed = text.trim();
            return trimmed.isEmpty() ? DataType.getMissingCell() : get(Boolean.parseBoolean(trimmed));
        }
    }
}
