package org.knime.core.data.collection;

import java.util.Iterator;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;

/** A list of cells. */
public class ListCell extends DataCell implements ListDataValue {

    private static final long serialVersionUID = 1L;

    private final BlobSupportDataCellList list;

    protected ListCell(final BlobSupportDataCellList list) {
        this.list = list;
    }

    /** The type of lists of elements of a type. */
    public static final DataType getCollectionType(final DataType elementType) {
        return DataType.getType(ListCell.class, elementType);
    }

    @Override
    public DataType getElementType() {
        return list.getElementType();
    }

    @Override
    public Iterator<DataCell> iterator() {
        return list.iterator();
    }

    @Override
    public DataCell get(final int index) {
        return list.get(index);
    }

    @Override
    public int size() {
        return list.size();
    }

    @Override
    public boolean containsBlobWrapperCells() {
        return list.containsBlobWrapperCells();
    }

    protected BlobSupportDataCellList getList() {
        return list;
    }

    @Override
    protected boolean equalsDataCell(final DataCell cell) {
        return list.equals(((ListCell)cell).list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    @Override
    public String toString() {
        return list.toString();
    }
}
