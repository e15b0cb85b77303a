package org.knime.core.data.collection;

import java.io.Serializable;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataType;

/** An immutable list of cells that knows their common type. */
public class BlobSupportDataCellList implements Iterable<DataCell>, Serializable {

    private static final long serialVersionUID = 1L;

    private final List<DataCell> cells;

    private final transient DataType elementType;

    protected BlobSupportDataCellList(final Collection<? extends DataCell> cells) {
        this.cells = List.copyOf(cells);
        elementType = this.cells.stream().map(DataCell::getType).reduce(DataType::getCommonSuperType)
            .orElseGet(() -> DataType.getMissingCell().getType());
    }

    public static BlobSupportDataCellList create(final Collection<? extends DataCell> cells) {
        return new BlobSupportDataCellList(cells);
    }

    public static BlobSupportDataCellList create(final DataRow row, final int[] columns) {
        return new BlobSupportDataCellList(IntStream.of(columns).mapToObj(row::getCell).toList());
    }

    public final boolean containsBlobWrapperCells() {
        return false;
    }

    public DataCell get(final int index) {
        return cells.get(index);
    }

    @Override
    public Iterator<DataCell> iterator() {
        return cells.iterator();
    }

    public DataType getElementType() {
        return elementType;
    }

    public int size() {
        return cells.size();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof BlobSupportDataCellList list && elementType.equals(list.elementType)
            && cells.equals(list.cells);
    }

    @Override
    public int hashCode() {
        return cells.hashCode();
    }

    @Override
    public String toString() {
        return cells.toString();
    }
}
