package org.elbow.data;

import java.util.Objects;

/**
 * A column of numbers, one feature: feature = (value − offset) / scale.
 *
 * @param column the column's name
 * @param scaling where offset and scale come from
 * @param offset finite; 0 without scaling
 * @param scale positive and finite; 1 without scaling
 * @param imputedValue what stands for a missing value, in the column's own unit; NaN if missing values are not imputed
 * @param type what the column's numbers are; decoded ones are of this type again
 */
public record NumericEncoding(String column, Scaling scaling, double offset, double scale, double imputedValue,
    NumberType type) implements ColumnEncoding {

    /** @throws IllegalArgumentException if a number is out of the range above */
    public NumericEncoding {
        Affine.check(column, scaling, offset, scale);
        Objects.requireNonNull(type, "type");
        if (Double.isInfinite(imputedValue)) {
            throw new IllegalArgumentException("The imputed value of column \"" + column + "\" is infinite.");
        }
    }

    /** A column of numbers of type {@link NumberType#DOUBLE}. */
    public NumericEncoding(final String column, final Scaling scaling, final double offset, final double scale,
        final double imputedValue) {
        this(column, scaling, offset, scale, imputedValue, NumberType.DOUBLE);
    }

    /**
     * The encoding that follows from the values of the training rows.
     *
     * @param column the column's name
     * @param scaling what to scale to
     * @param statistics over the column's values that are not missing
     * @param impute whether missing values are replaced by the mean; of Booleans, by the more frequent value
     * @param type what the column's numbers are
     * @return the encoding; a constant column gets scale 1, so it becomes zeros
     * @throws DataException if there is no value to take a scale or a mean from, or the values lie too far apart
     */
    public static NumericEncoding of(final String column, final Scaling scaling, final NumericStatistics statistics,
        final boolean impute, final NumberType type) {
        if (impute && statistics.count() == 0) {
            throw new DataException("Column \"" + column + "\" holds no value to impute its missing values from. "
                + "Exclude the column.");
        }
        final double scale = Affine.scale(column, scaling, statistics);
        return new NumericEncoding(column, scaling, Affine.offset(scaling, statistics), scale,
            !impute ? Double.NaN : type == NumberType.BOOLEAN ? type.nearest(statistics.mean()) : statistics.mean(), type);
    }

    /** The same for numbers of type {@link NumberType#DOUBLE}. */
    public static NumericEncoding of(final String column, final Scaling scaling, final NumericStatistics statistics,
        final boolean impute) {
        return of(column, scaling, statistics, impute, NumberType.DOUBLE);
    }

    /** @return the same encoding of a column of another type */
    public NumericEncoding withType(final NumberType other) {
        return new NumericEncoding(column, scaling, offset, scale, imputedValue, other);
    }

    @Override
    public int width() {
        return 1;
    }

    /** @return whether a missing value is replaced */
    public boolean imputes() {
        return !Double.isNaN(imputedValue);
    }

    /**
     * @param value a finite number in the column's unit
     * @return the feature
     * @throws DataException if the value is not finite, or its feature is not
     */
    public float encode(final double value) {
        return Affine.encode(column, value, offset, scale);
    }

    /** @return whether a value becomes a finite feature of 32 bits, so that it can be encoded */
    public boolean holds(final double value) {
        return Affine.holds(value, offset, scale);
    }

    /**
     * @return the feature of a missing value
     * @throws DataException if missing values are not imputed
     */
    public float encodeMissing() {
        if (!imputes()) {
            throw new DataException("Column \"" + column + "\" has a missing value. Fill it in, filter the row, or choose "
                + "another treatment of missing values.");
        }
        return encode(imputedValue);
    }

    /** @return the number in the column's unit, and of its type, that belongs to a feature; NaN if the feature is NaN */
    public double decode(final float feature) {
        return type.nearest(Affine.decode(feature, offset, scale));
    }
}
