package org.elbow.knime.table;

import org.knime.node.parameters.widget.choices.Label;

/** How a source node puts arrays into a table. */
public enum ArrayRepresentation {

    /** Images where the array has the dimensions of images, or the names of pixels, else one column per feature. */
    @Label(value = "Automatic", description = "Images if every row is a grid of pixels: a three- or four-dimensional array, or "
        + "a text file whose columns are named pixel1, pixel2 and so on, in a number that makes a square image; a first column "
        + "named label is then taken for the labels. Otherwise one column per feature.")
    AUTO,

    /** A column of PNG images. */
    @Label(value = "Images", description = "One column of PNG images, grey or in colour. Flat rows become square images.")
    IMAGE,

    /** A column of double vectors. */
    @Label(value = "Vectors", description = "One column of double vectors: compact, and what the other nodes of this "
        + "extension read fastest.")
    VECTOR,

    /** A numeric column for each feature. */
    @Label(value = "Columns", description = "One numeric column per feature.")
    COLUMNS
}
