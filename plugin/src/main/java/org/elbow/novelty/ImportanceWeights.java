package org.elbow.novelty;

import java.util.Arrays;

/** The importance weights of the draws of a few rows, added up as they come, relative to the largest so far. */
final class ImportanceWeights {

    private final double[] sums;

    private final double[] largest;

    ImportanceWeights(final int rows) {
        sums = new double[rows];
        largest = new double[rows];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    }

    /**
     * Adds a draw of a row.
     *
     * @param logWeight in nats; −∞ for a weight of 0
     */
    void add(final int row, final double logWeight) {
        final double reference = Math.max(largest[row], logWeight);
        if (reference > Double.NEGATIVE_INFINITY) {
            sums[row] = sums[row] * Math.exp(largest[row] - reference) + Math.exp(logWeight - reference);
            largest[row] = reference;
        }
    }

    /** The weight of a draw relative to the largest so far, in [0, 1] if it is among those; NaN if all are 0. */
    double relative(final int row, final double logWeight) {
        return Math.exp(logWeight - largest[row]);
    }

    /** The largest log-weight so far; −∞ if all weights are 0. */
    double largest(final int row) {
        return largest[row];
    }

    /** The sum of the weights, relative to the largest. */
    double sum(final int row) {
        return sums[row];
    }

    /** The logarithm of the weights' mean. */
    double logMean(final int row, final int draws) {
        return largest[row] + Math.log(sums[row] / draws);
    }
}
