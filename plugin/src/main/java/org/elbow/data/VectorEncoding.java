package org.elbow.data;

/**
 * A column of vectors of one length, a feature for each element, all with the same offset and scale.
 *
 * @param column the column's name
 * @param length the vectors' length, at least 1
 * @param scaling where offset and scale come from
 * @param offset finite; 0 without scaling
 * @param scale positive and finite; 1 without scaling
 */
public record VectorEncoding(String column, int length, Scaling scaling, double offset, double scale)
        implements ColumnEncoding {

    /** @throws IllegalArgumentException if a number is out of the range above */
    public VectorEncoding {
        Affine.check(column, scaling, offset, scale);
        if (length < 1) {
            throw new IllegalArgumentException(
                "The vectors of column \"" + column + "\" have length " + length + "; at least 1 is needed.");
        }
    }

    /**
     * The encoding that follows from the vectors of the training rows.
     *
     * @param column the column's name
     * @param length the vectors' length
     * @param scaling what to scale to
     * @param statistics over all elements of all vectors
     * @return the encoding; constant vectors get scale 1
     * @throws DataException if there is no value to take a scale from, or the values lie too far apart
     */
    public static VectorEncoding of(final String column, final int length, final Scaling scaling,
        final NumericStatistics statistics) {
        final double scale = Affine.scale(column, scaling, statistics);
        return new VectorEncoding(column, length, scaling, Affine.offset(scaling, statistics), scale);
    }

    @Override
    public int width() {
        return length;
    }

    /**
     * @param element an element of a vector, finite
     * @return its feature
     * @throws DataException if the element is not finite, or its feature is not
     */
    public float encode(final double element) {
        return Affine.encode(column, element, offset, scale);
    }

    /** @return whether an element becomes a finite feature of 32 bits, so that it can be encoded */
    public boolean holds(final double element) {
        return Affine.holds(element, offset, scale);
    }

    /** @return the vector's element that belongs to a feature */
    public double decode(final float feature) {
        return Affine.decode(feature, offset, scale);
    }
}
