package org.knime.core.data.image;

import org.knime.core.data.DataValue;

/** An image in a cell. */
public interface ImageValue extends DataValue {

    ImageContent getImageContent();

    /** The usual extension of files of this format, without a dot. */
    String getImageExtension();
}
