package org.elbow.data;

/**
 * Count, mean, standard deviation, minimum and maximum of numbers seen one after another, and median and interquartile range
 * where they are wanted.
 *
 * <p>Mean and variance follow Welford's recurrence, so that a large offset does not eat the variance. Not thread-safe.
 */
public final class NumericStatistics {

    private long count;

    private double mean;

    private double squares;

    private double min = Double.POSITIVE_INFINITY;

    private double max = Double.NEGATIVE_INFINITY;

    private final Quartiles quartiles;

    /** Without median and interquartile range. */
    public NumericStatistics() {
        this(false);
    }

    /** @param withQuartiles whether median and interquartile range are wanted, which takes some kilobytes */
    public NumericStatistics(final boolean withQuartiles) {
        quartiles = withQuartiles ? new Quartiles() : null;
    }

    /**
     * Takes one number into account.
     *
     * @param value a finite number
     * @throws IllegalArgumentException if the value is NaN or infinite
     */
    public void add(final double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("Statistics are taken over finite numbers, not " + value + ".");
        }
        count++;
        final double delta = value - mean;
        mean += delta / count;
        squares += delta * (value - mean);
        min = Math.min(min, value);
        max = Math.max(max, value);
        if (quartiles != null) {
            quartiles.add(value);
        }
    }

    /** @return how many numbers were added */
    public long count() {
        return count;
    }

    /** @return the arithmetic mean, NaN if there is no number */
    public double mean() {
        return count == 0 ? Double.NaN : mean;
    }

    /** @return the sample standard deviation (divisor n − 1), 0 for a single number, NaN if there is none */
    public double standardDeviation() {
        if (count == 0) {
            return Double.NaN;
        }
        return count == 1 || min == max ? 0 : Math.sqrt(squares / (count - 1));
    }

    /**
     * @return the median, NaN if there is no number
     * @throws IllegalStateException if it was not wanted
     */
    public double median() {
        return quartiles().median();
    }

    /**
     * @return the distance from the lower to the upper quartile, NaN if there is no number
     * @throws IllegalStateException if it was not wanted
     */
    public double interquartileRange() {
        return quartiles().interquartileRange();
    }

    private Quartiles quartiles() {
        if (quartiles == null) {
            throw new IllegalStateException("Quartiles were not asked for when the statistics were begun.");
        }
        return quartiles;
    }

    /** @return the smallest number, NaN if there is none */
    public double min() {
        return count == 0 ? Double.NaN : min;
    }

    /** @return the largest number, NaN if there is none */
    public double max() {
        return count == 0 ? Double.NaN : max;
    }
}
