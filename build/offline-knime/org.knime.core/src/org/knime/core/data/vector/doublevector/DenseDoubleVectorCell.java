package org.knime.core.data.vector.doublevector;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.data.def.DoubleCell;

/** A vector that holds its numbers. */
public class DenseDoubleVectorCell extends DataCell implements DoubleVectorValue, CollectionDataValue {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 3;

    private final double[] values;

    DenseDoubleVectorCell(final double[] values) {
        this.values = values.clone();
    }

    @Override
    public int getLength() {
        return values.length;
    }

    @Override
    public double getValue(final int index) {
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public DataType getElementType() {
        return DoubleCell.TYPE;
    }

    @Override
    public boolean containsBlobWrapperCells() {
        return false;
    }

    @Override
    public Iterator<DataCell> iterator() {
        return Arrays.stream(values).<DataCell>mapToObj(DoubleCell::new).iterator();
    }

    @Override
    protected boolean equalsDataCell(final DataCell cell) {
        return Arrays.equals(values, ((DenseDoubleVectorCell)cell).values);
    }

    @Override
    protected boolean equalContent(final DataValue value) {
        final var other = (DoubleVectorValue)value;
        return other.getLength() == values.length
            && IntStream.range(0, values.length).allMatch(i -> values[i] == other.getValue(i));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        final var text = Arrays.stream(values).limit(SHOWN).mapToObj(Double::toString).collect(Collectors.joining(", "));
        return values.length > SHOWN ? text + ", <" + (values.length - SHOWN) + " more>" : text;
    }
}
