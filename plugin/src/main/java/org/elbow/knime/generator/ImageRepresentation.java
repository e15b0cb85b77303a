package org.elbow.knime.generator;

import org.elbow.knime.table.ArrayRepresentation;
import org.knime.node.parameters.widget.choices.Label;

/** What an image becomes in the table. */
enum ImageRepresentation {

    /** A PNG image. */
    @Label(value = "Images", description = "One column <tt>image</tt> of grey PNG images.")
    IMAGE(ArrayRepresentation.IMAGE),

    /** A double vector. */
    @Label(value = "Vectors", description = "One column <tt>vector</tt> of double vectors, intensities from 0 to 1.")
    VECTOR(ArrayRepresentation.VECTOR),

    /** Numeric columns. */
    @Label(value = "Columns", description = "One numeric column per pixel, intensities from 0 to 1.")
    COLUMNS(ArrayRepresentation.COLUMNS);

    private final ArrayRepresentation array;

    ImageRepresentation(final ArrayRepresentation array) {
        this.array = array;
    }

    ArrayRepresentation array() {
        return array;
    }
}
