package org.elbow.data;

import java.util.Arrays;

import com.tdunning.math.stats.MergingDigest;
import com.tdunning.math.stats.TDigest;

import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * The median and the quartiles of numbers seen one after another, in at most 50 kilobytes.
 *
 * <p>Up to {@value #EXACT} numbers they are exact, interpolated linearly between neighbours (type 7 of Hyndman and Fan). Above,
 * they come from a t-digest (Dunning and Ertl 2019), whose error near the quartiles is below a thousandth of the rows; the same
 * numbers in the same order give the same quartiles. Not thread-safe.
 */
public final class Quartiles {

    /** Up to so many numbers are kept. */
    public static final int EXACT = 4096;

    private static final double COMPRESSION = 200;

    private static final int FIRST_CAPACITY = 64;

    private double[] values = new double[FIRST_CAPACITY];

    private int count;

    private TDigest digest;

    /**
     * Takes one number into account.
     *
     * @param value a finite number
     */
    public void add(final double value) {
        if (digest != null) {
            digest.add(value);
            return;
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
        if (count > EXACT) {
            digest = new MergingDigest(COMPRESSION);
            Arrays.stream(values, 0, count).forEach(digest::add);
            values = null;
        }
    }

    /**
     * @param share in (0, 1], for instance 0.5 for the median
     * @return the number that this share of the numbers does not exceed, NaN if there is no number
     */
    public double quantile(final double share) {
        return digest != null ? digest.quantile(share)
            : new Percentile().withEstimationType(EstimationType.R_7).evaluate(values, 0, count, 100 * share);
    }

    /** @return the median, NaN if there is no number */
    public double median() {
        return quantile(0.5);
    }

    /** @return the distance from the lower to the upper quartile, at least 0; NaN if there is no number */
    public double interquartileRange() {
        return Math.max(0, quantile(0.75) - quantile(0.25));
    }
}
