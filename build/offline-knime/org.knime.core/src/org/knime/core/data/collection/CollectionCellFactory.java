package org.knime.core.data.collection;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;

/** Makes cells of several cells. */
public final class CollectionCellFactory {

    private CollectionCellFactory() {
    }

    public static ListCell createListCell(final Collection<? extends DataCell> cells) {
        return new ListCell(BlobSupportDataCellList.create(cells));
    }

    /** A list of the cells in some columns of a row. */
    public static ListCell createListCell(final DataRow row, final int[] columns) {
        return new ListCell(BlobSupportDataCellList.create(row, columns));
    }

    public static DataType getElementType(final DataTableSpec spec, final int[] columns) {
        return getElementType(IntStream.of(columns).mapToObj(c -> spec.getColumnSpec(c).getType()).toArray(DataType[]::new));
    }

    /** The common super type, null for no types at all. */
    public static DataType getElementType(final DataType[] types) {
        return Arrays.stream(types).reduce(DataType::getCommonSuperType).orElse(null);
    }
}
