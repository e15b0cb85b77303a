package org.elbow.data;

/** How one column of a table becomes features, in order to be applied to other tables later. */
public sealed interface ColumnEncoding
    permits NumericEncoding, VectorEncoding, ImageEncoding, NominalEncoding {

    /** @return the column's name */
    String column();

    /** @return how many features the column becomes, at least 1 */
    int width();
}
