package org.elbow.data;

/** The map between a column's values and their features: feature = (value − offset) / scale. */
final class Affine {

    /** The interquartile range of the standard normal distribution, 2 Φ⁻¹(¾). */
    static final double NORMAL_IQR = 1.3489795003921634;

    private Affine() {
    }

    static void check(final String column, final Scaling scaling, final double offset, final double scale) {
        if (column == null || scaling == null) {
            throw new IllegalArgumentException("An encoding needs a column name and a scaling.");
        }
        if (!Double.isFinite(offset)) {
            throw new IllegalArgumentException(
                "The offset of column \"" + column + "\" is " + offset + "; it must be finite.");
        }
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException(
                "The scale of column \"" + column + "\" is " + scale + "; it must be positive and finite.");
        }
        if (scaling == Scaling.NONE && (offset != 0 || scale != 1)) {
            throw new IllegalArgumentException("Column \"" + column + "\" is not scaled, so its offset must be 0 and its "
                + "scale 1, not " + offset + " and " + scale + ".");
        }
    }

    static double offset(final Scaling scaling, final NumericStatistics statistics) {
        return switch (scaling) {
            case NONE -> 0;
            case STANDARDIZE -> statistics.mean();
            case MIN_MAX -> statistics.min();
            case ROBUST -> statistics.median();
        };
    }

    /** The scale, 1 where all values are equal: such a column then becomes all zeros. */
    static double scale(final String column, final Scaling scaling, final NumericStatistics statistics) {
        if (statistics.count() == 0 && scaling != Scaling.NONE) {
            throw new DataException("Column \"" + column + "\" holds no value to take its scale from. "
                + "Exclude the column or fill in its missing values.");
        }
        final double spread = switch (scaling) {
            case NONE -> 1;
            case STANDARDIZE -> statistics.standardDeviation();
            case MIN_MAX -> statistics.max() - statistics.min();
            case ROBUST -> robustSpread(statistics);
        };
        if (!Double.isFinite(spread)) {
            throw new DataException("The values of column \"" + column + "\" lie too far apart (" + statistics.min() + " to "
                + statistics.max() + ") to be scaled. Remove the outliers or transform the column, for instance by a "
                + "logarithm.");
        }
        return spread > 0 ? spread : 1;
    }

    private static double robustSpread(final NumericStatistics statistics) {
        final double spread = statistics.interquartileRange() / NORMAL_IQR;
        return spread == 0 ? statistics.standardDeviation() : spread;
    }

    static float encode(final String column, final double value, final double offset, final double scale) {
        if (!Double.isFinite(value)) {
            throw new DataException("Column \"" + column + "\" holds the value " + value
                + ", which is not a finite number. Filter such rows or replace the value.");
        }
        final float feature = (float)((value - offset) / scale);
        if (!Float.isFinite(feature)) {
            throw new DataException("Column \"" + column + "\" holds the value " + value
                + ", which is too large for a feature of 32 bits. Scale the column or remove the outlier.");
        }
        return feature;
    }

    /** Whether a finite value becomes a finite feature. */
    static boolean holds(final double value, final double offset, final double scale) {
        return Float.isFinite((float)((value - offset) / scale));
    }

    static double decode(final float feature, final double offset, final double scale) {
        return feature * scale + offset;
    }
}
