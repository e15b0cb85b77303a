package org.elbow.novelty;

import java.util.Arrays;

/**
 * How often ordinary rows score at least as high: p = (1 + #{reference ≥ score}) / (1 + n) with n reference rows. If a row is
 * ordinary, its p-value is at most α with a probability of at most α (Phipson and Smyth 2010), whatever the score's
 * distribution.
 */
public final class EmpiricalPValues {

    private EmpiricalPValues() {
    }

    /**
     * Computes p-values.
     *
     * @param referenceScores of ordinary rows that the model was not trained on, none NaN, infinite ones allowed; not modified
     * @param scores high = more novel, none NaN, infinite ones allowed; not modified
     * @return a p-value per score, in [1/(1 + n), 1]
     * @throws IllegalArgumentException if there is no reference score, or a score is NaN
     */
    public static double[] of(final double[] referenceScores, final double[] scores) {
        if (referenceScores.length == 0) {
            throw new IllegalArgumentException("There are no reference scores to take p-values from. "
                + "Supply a reference table with at least one row.");
        }
        requireNumbers(referenceScores, "Reference score ");
        requireNumbers(scores, "Score ");
        final double[] sorted = referenceScores.clone();
        Arrays.sort(sorted);
        final double[] result = new double[scores.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (1.0 + sorted.length - firstNotBelow(sorted, scores[i])) / (1.0 + sorted.length);
        }
        return result;
    }

    private static void requireNumbers(final double[] scores, final String what) {
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException(what + (i + 1) + " is NaN, so no p-value follows. Exclude the row.");
            }
        }
    }

    /** The index of the first score that is not below; the length if all are. */
    private static int firstNotBelow(final double[] sorted, final double score) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            final int middle = (from + to) >>> 1;
            if (sorted[middle] < score) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
