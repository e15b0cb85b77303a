package org.elbow.disentangle;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.elbow.nn.Progress;

/**
 * Separated attribute predictability, SAP (Kumar, Sattigeri and Balakrishnan 2018, section 3): how much better each factor is
 * predicted from its best code alone than from the second best, averaged over factors. From a code, a measured factor is
 * predicted by linear regression, judged by R², the square of their correlation; a nominal one by a linear support vector
 * machine on half of the rows, judged by the mean over its values of the share of the other half that is predicted rightly.
 * A code that does not vary predicts nothing and scores 0. In [0, 1].
 */
final class AttributePredictability {

    private AttributePredictability() {
    }

    /**
     * @param rows with at least one factor
     * @param progress hears of every code
     * @return how well each code predicts each factor, [codes][factors], in [0, 1]
     * @throws CancellationException if {@code progress} cancels
     */
    static double[][] matrix(final CodedRows rows, final Progress progress) {
        final CodedRows scaled = rows.standardised();
        final CodedRows train = scaled.half(0);
        final CodedRows test = scaled.half(1);
        final double[] variance = rows.variance();
        final double[][] matrix = new double[rows.width()][rows.factors().size()];
        for (int code = 0; code < rows.width(); code++) {
            for (int f = 0; f < rows.factors().size(); f++) {
                progress.update((code + (double)f / rows.factors().size()) / rows.width(),
                    "Predicting factors from code " + (code + 1) + " of " + rows.width());
                if (variance[code] > 0) {
                    matrix[code][f] = rows.factors().get(f).ordered() ? squaredCorrelation(scaled, code, f)
                        : accuracy(train, test, code, f);
                }
            }
        }
        return matrix;
    }

    /**
     * @param matrix how well each code predicts each factor, [codes][factors]; not modified
     * @return the mean over factors of the largest entry minus the second largest; a single code has no rival
     */
    static double gap(final double[][] matrix) {
        double sum = 0;
        for (int f = 0; f < matrix[0].length; f++) {
            final int factor = f;
            final double[] sorted = Arrays.stream(matrix).mapToDouble(code -> code[factor]).sorted().toArray();
            sum += sorted[sorted.length - 1] - (sorted.length > 1 ? sorted[sorted.length - 2] : 0);
        }
        return sum / matrix[0].length;
    }

    private static double squaredCorrelation(final CodedRows scaled, final int code, final int factor) {
        final int[] labels = scaled.labels(factor);
        final double mean = Arrays.stream(labels).average().orElseThrow();
        double covariance = 0;
        double variance = 0;
        for (int row = 0; row < labels.length; row++) {
            covariance += scaled.codes()[row][code] * (labels[row] - mean);
            variance += (labels[row] - mean) * (labels[row] - mean);
        }
        // the code has unit variance; a factor that is constant among the rows at hand is not predicted
        return variance == 0 ? 0 : Math.min(1, covariance * covariance / variance / labels.length);
    }

    private static double accuracy(final CodedRows train, final CodedRows test, final int code, final int factor) {
        final int[] known = train.labels(factor);
        if (Arrays.stream(known).distinct().count() < 2) {
            return 0;
        }
        final LinearClassifier classifier = LinearClassifier.supportVectors(column(train, code), known);
        final int[] asked = test.labels(factor);
        final int values = test.factors().get(factor).values();
        final int[] right = new int[values];
        final int[] count = new int[values];
        final double[][] inputs = column(test, code);
        for (int row = 0; row < asked.length; row++) {
            count[asked[row]]++;
            right[asked[row]] += classifier.classOf(inputs[row]) == asked[row] ? 1 : 0;
        }
        double sum = 0;
        int present = 0;
        for (int value = 0; value < values; value++) {
            if (count[value] > 0) {
                sum += (double)right[value] / count[value];
                present++;
            }
        }
        return sum / present;
    }

    private static double[][] column(final CodedRows rows, final int code) {
        return Arrays.stream(rows.codes()).map(row -> new double[]{row[code]}).toArray(double[][]::new);
    }
}
