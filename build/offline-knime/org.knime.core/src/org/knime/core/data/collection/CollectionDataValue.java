package org.knime.core.data.collection;

import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;

/** Several cells in one, of a common type. */
public interface CollectionDataValue extends DataValue, CellCollection {

    DataType getElementType();

    int size();
}
