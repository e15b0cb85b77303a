package org.elbow.disentangle;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.elbow.nn.Progress;
import org.elbow.nn.RandomStreams;

/**
 * Disentanglement, completeness and informativeness, DCI (Eastwood and Williams 2018, section 2). R is how important each code
 * is when a factor is predicted from all codes, here by decision trees on one half of the rows, each factor's importances
 * summing to 1.
 * <ul>
 * <li>disentanglement: for each code 1 − H(R of the code over factors)/log F, averaged with the codes' shares of R as weights;
 * 1 if each code is important for one factor only;</li>
 * <li>completeness: for each factor 1 − H(R of the factor over codes)/log L, averaged over factors with their shares of R as
 * weights; 1 if a single code is important for each factor;</li>
 * <li>informativeness: the share of the other half of the rows whose value is predicted rightly, averaged over factors.</li>
 * </ul>
 *
 * @param importance R, [codes][factors], each column summing to 1, or 0 if no code helps
 * @param informativeness in [0, 1]
 */
record FactorImportance(double[][] importance, double informativeness) {

    /** Rows that are predicted between two reports. */
    private static final int REPORT_EVERY = 1024;

    /**
     * @param rows of which every second one is learned from
     * @param progress hears of every tree
     * @throws CancellationException if {@code progress} cancels
     */
    static FactorImportance of(final CodedRows rows, final long seed, final Progress progress) {
        final CodedRows train = rows.half(0);
        final CodedRows test = rows.half(1);
        final int factors = rows.factors().size();
        final double[][] importance = new double[rows.width()][factors];
        double informativeness = 0;
        for (int f = 0; f < factors; f++) {
            final Progress part = progress.part((double)f / factors, (f + 1.0) / factors);
            part.update(0, "Growing trees for \"" + rows.factors().get(f).name() + "\"");
            final DecisionForest forest = DecisionForest.train(train.codes(), train.labels(f), rows.factors().get(f).values(),
                RandomStreams.seed(seed, f), part);
            final double[] column = forest.importance();
            for (int code = 0; code < column.length; code++) {
                importance[code][f] = column[code];
            }
            informativeness += accuracy(forest, test.codes(), test.labels(f), part) / factors;
        }
        return new FactorImportance(importance, informativeness);
    }

    private static double accuracy(final DecisionForest forest, final double[][] codes, final int[] labels,
        final Progress progress) {
        int right = 0;
        for (int row = 0; row < labels.length; row++) {
            if (row % REPORT_EVERY == 0) {
                progress.update(1, null);
            }
            right += forest.classOf(codes[row]) == labels[row] ? 1 : 0;
        }
        return (double)right / labels.length;
    }

    /** @return in [0, 1]; with a single factor there is nothing to be entangled with; 0 if no code helps with any */
    double disentanglement() {
        return concentration(importance);
    }

    /** @return in [0, 1]; 1 for a single code; 0 if no code helps with any */
    double completeness() {
        final double[][] transposed = new double[importance[0].length][importance.length];
        for (int code = 0; code < importance.length; code++) {
            for (int f = 0; f < transposed.length; f++) {
                transposed[f][code] = importance[code][f];
            }
        }
        return concentration(transposed);
    }

    /** The mean of 1 − H(row)/log(columns), weighted by the rows' sums. */
    private static double concentration(final double[][] matrix) {
        double total = 0;
        double sum = 0;
        for (final double[] row : matrix) {
            final double weight = Arrays.stream(row).sum();
            if (weight > 0) {
                final double entropy =
                    -Arrays.stream(row).filter(r -> r > 0).map(r -> r / weight * Math.log(r / weight)).sum();
                sum += weight * (row.length == 1 ? 1 : 1 - entropy / Math.log(row.length));
                total += weight;
            }
        }
        return total == 0 ? 0 : Math.max(0, sum / total);
    }
}
