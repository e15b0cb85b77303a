package org.knime.core.data;

import java.io.IOException;
import java.io.InputStream;

/** Makes cells of one type. */
public interface DataCellFactory {

    DataType getDataType();

    /** Makes cells from streams of bytes. */
    interface FromInputStream extends DataCellFactory {

        DataCell createCell(InputStream in) throws IOException;
    }

    /** Makes cells from texts. */
    interface FromString extends DataCellFactory {

        DataCell createCell(String text);
    }

    /** Makes cells from texts on one line. */
    interface FromSimpleString extends FromString {
    }
}
