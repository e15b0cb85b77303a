package org.elbow.disentangle;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.elbow.nn.Progress;

/**
 * The interventional robustness score, IRS (Suter et al. 2019, sections 3 and 4): how little a code moves when all factors
 * change except the one that it stands for. Among the rows with one value of a factor, the deviation of a code is the 99 %
 * quantile of its distance from its mean there; averaged over values and divided by the largest distance from the mean over
 * all rows it is the share that other factors cause. A code's robustness is 1 minus that, for the factor where this is
 * largest; the score is their mean, weighted by the codes' largest distances. In [0, 1].
 */
final class InterventionalRobustness {

    private static final double QUANTILE = 0.99;

    private InterventionalRobustness() {
    }

    /**
     * @param rows with at least one factor
     * @param progress hears of every code
     * @return the score; NaN if no code varies
     * @throws CancellationException if {@code progress} cancels
     */
    static double of(final CodedRows rows, final Progress progress) {
        final int[][][] groups = new int[rows.factors().size()][][];
        Arrays.setAll(groups, rows::rowsByValue);
        final double[] variance = rows.variance();
        double sum = 0;
        double weights = 0;
        for (int code = 0; code < rows.width(); code++) {
            progress.update((double)code / rows.width(), "Robustness of code " + (code + 1) + " of " + rows.width());
            final int column = code;
            final double[] values = Arrays.stream(rows.codes()).mapToDouble(row -> row[column]).toArray();
            final double[] all = deviations(values);
            final double largest = Arrays.stream(all).max().orElse(0);
            if (variance[code] > 0) {
                double robustness = 0;
                for (final int[][] factor : groups) {
                    robustness = Math.max(robustness, 1 - meanDeviation(values, factor) / largest);
                }
                sum += largest * robustness;
                weights += largest;
            }
        }
        return weights == 0 ? Double.NaN : sum / weights;
    }

    private static double meanDeviation(final double[] values, final int[][] rowsByValue) {
        double sum = 0;
        int present = 0;
        for (final int[] group : rowsByValue) {
            if (group.length > 0) {
                sum += quantile(deviations(Arrays.stream(group).mapToDouble(row -> values[row]).toArray()));
                present++;
            }
        }
        return sum / present;
    }

    private static double[] deviations(final double[] values) {
        final double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(value -> Math.abs(value - mean)).toArray();
    }

    /** Between the two nearest, in proportion. */
    private static double quantile(final double[] values) {
        Arrays.sort(values);
        final double place = QUANTILE * (values.length - 1);
        final int below = (int)place;
        final int above = Math.min(below + 1, values.length - 1);
        return values[below] + (place - below) * (values[above] - values[below]);
    }
}
