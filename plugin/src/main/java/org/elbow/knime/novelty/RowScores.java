package org.elbow.knime.novelty;

import java.util.Arrays;
import java.util.Optional;

/**
 * One kind of score for all scored rows.
 *
 * @param column the score's column
 * @param scores of the rows, higher = more novel; none NaN, but any may be infinite
 * @param threshold above which a row is novel; NaN if there is none
 * @param pValues of the rows, [0, 1]; empty if there are none
 * @param unit of the score
 */
record RowScores(String column, double[] scores, double threshold, double[] pValues, String unit) {

    boolean hasThreshold() {
        return !Double.isNaN(threshold);
    }

    boolean isNovel(final int row) {
        return scores[row] > threshold;
    }

    /** The share of rows that are flagged; NaN without threshold or rows. */
    double shareNovel() {
        if (!hasThreshold() || scores.length == 0) {
            return Double.NaN;
        }
        int novel = 0;
        for (int row = 0; row < scores.length; row++) {
            novel += isNovel(row) ? 1 : 0;
        }
        return (double)novel / scores.length;
    }

    /** What the user should know if no row can be flagged, since none scores above the threshold. */
    Optional<String> thresholdWarning() {
        return threshold != Double.POSITIVE_INFINITY ? Optional.empty() : Optional.of("The threshold of \"" + column
            + "\" is infinite, so no row is flagged: too many of the rows that it is taken from have an infinite score. Remove "
            + "those rows, or choose a lower quantile.");
    }

    /** The scores that are not infinite. */
    double[] finite() {
        return Arrays.stream(scores).filter(Double::isFinite).toArray();
    }

    /** The mean of the finite scores; NaN without any. */
    double mean() {
        return Arrays.stream(finite()).average().orElse(Double.NaN);
    }
}
