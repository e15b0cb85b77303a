package org.knime.core.data.def;

import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;

/** A number in double precision. Two NaN are equal, 0.0 and -0.0 are not. */
public final class DoubleCell extends DataCell implements DoubleValue, BoundedValue {

    private static final long serialVersionUID = 1L;

    public static final DataType TYPE = DataType.getType(DoubleCell.class);

    private final double value;

    public DoubleCell(final double value) {
        this.value = value;
    }

    @Override
    public double getDoubleValue() {
        return value;
    }

    @Override
    protected boolean equalsDataCell(final DataCell cell) {
        return Double.compare(value, ((DoubleCell)cell).value) == 0;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(value);
    }

    @Override
    public String toString() {
        return Double.toString(value);
    }

    /** Makes double cells. */
    public static final class DoubleCellFactory implements DataCellFactory.FromSimpleString {

        public static final DataType TYPE = DoubleCell.TYPE;

        public DoubleCellFactory() {
        }

        @Override
        public DataType getDataType() {
            return TYPE;
        }

        @Override
        public DataCell createCell(final String text) {
            return create(text);
        }

        public static DataCell create(final double value) {
            return new DoubleCell(value);
        }

        public static DataCell create(final float value) {
            return new DoubleCell(Double.parseDouble(Float.toString(value)));
        }

        public static DataCell create(final int value) {
            return new DoubleCell(value);
        }

        public static DataCell create(final long value) {
            return new DoubleCell(value);
        }

        public static DataCell create(final String text) {
            final var trimmed = text.trim();
            return trimmed.isEmpty() ? DataType.getMissingCell() : new DoubleCell(Double.parseDouble(trimmed));
        }
    }
}
