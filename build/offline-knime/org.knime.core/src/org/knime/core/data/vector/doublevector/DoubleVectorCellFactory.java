package org.knime.core.data.vector.doublevector;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;

/** Makes vectors of numbers. */
public class DoubleVectorCellFactory implements DataCellFactory {

    public static final DataType TYPE = DataType.getType(DenseDoubleVectorCell.class, DoubleCell.TYPE);

    public DoubleVectorCellFactory() {
    }

    /** A cell with a copy of the numbers. The second type parameter has no meaning. */
    @SuppressWarnings({"unchecked", "hiding"})
    public static <T extends DataCell, DoubleVectorValue> T createCell(final double[] values) {
        return (T)new DenseDoubleVectorCell(values);
    }

    @Override
    public DataType getDataType() {
        return TYPE;
    }
}
