package org.knime.core.data.image.png;

import java.io.IOException;
import java.io.InputStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory.FromInputStream;
import org.knime.core.data.DataType;

/** Makes cells of PNG images; bytes that are no image are refused. */
public class PNGImageCellFactory implements FromInputStream {

    public static final DataType TYPE = PNGImageContent.TYPE;

    public PNGImageCellFactory() {
    }

    @Override
    public DataType getDataType() {
        return TYPE;
    }

    @Override
    public DataCell createCell(final InputStream in) throws IOException {
        return create(in);
    }

    public static DataCell create(final InputStream in) throws IOException {
        return new PNGImageContent(in).toImageCell();
    }

    public static DataCell create(final byte[] bytes) {
        return new PNGImageContent(bytes).toImageCell();
    }
}
