package org.elbow.data;

import java.util.Objects;

/**
 * A column of vectors of one length, a feature for each element, all with the same offset and scale.
 *
 * @param column the column's name
 * @param length the vectors' length, at least 1
 * @param scaling where offset and scale come from
 * @param offset finite; 0 without scaling
 * @param scale positive and finite; 1 without scaling
 * @param list whether the column holds lists of numbers; otherwise it holds double vectors
 * @param type what the elements are, {@link NumberType#DOUBLE} unless they come in lists; decoded ones are of this type again
 */
public record VectorEncoding(String column, int length, Scaling scaling, double offset, double scale, boolean list,
    NumberType type) implements ColumnEncoding {

    /** @throws IllegalArgumentException if a number is out of the range above */
    public VectorEncoding {
        Affine.check(column, scaling, offset, scale);
        Objects.requireNonNull(type, "type");
        if (!list && type != NumberType.DOUBLE) {
            throw new IllegalArgumentException("Column \"" + column + "\" holds vectors, whose elements are double numbers, "
                + "not of type " + type + ".");
        }
        if (length < 1) {
            throw new IllegalArgumentException(
                "The vectors of column \"" + column + "\" have length " + length + "; at least 1 is needed.");
        }
    }

    /** A column of double vectors. */
    public VectorEncoding(final String column, final int length, final Scaling scaling, final double offset,
        final double scale) {
        this(column, length, scaling, offset, scale, false, NumberType.DOUBLE);
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

    /** @return the same encoding of a column of lists of numbers of a type */
    public VectorEncoding asListOf(final NumberType elements) {
        return new VectorEncoding(column, length, scaling, offset, scale, true, elements);
    }

    /** @return the same encoding of a column of double vectors */
    public VectorEncoding asDoubleVector() {
        return new VectorEncoding(column, length, scaling, offset, scale);
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

    /** @return the vector's element, of the elements' type, that belongs to a feature; NaN if the feature is NaN */
    public double decode(final float feature) {
        return type.nearest(Affine.decode(feature, offset, scale));
    }
}
