package org.elbow.disentangle;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;
import org.elbow.nn.Progress;

/**
 * How well the value of each factor can be read off the whole code by a linear rule (Ridgeway and Mozer 2018, section 3.2):
 * for each value of each factor, logistic regression of that value against the rest on one half of the rows, and the area
 * under its ROC curve on the other half. The areas are averaged over values, then over factors, and rescaled by 2 · AUC − 1:
 * 1 if all can be read off, 0 at chance; slightly below 0 is possible.
 */
final class Explicitness {

    private Explicitness() {
    }

    /**
     * @param rows of which every second one is learned from
     * @param progress hears of every value
     * @return the score, at most 1; NaN if no factor has a value that occurs in both halves beside others
     * @throws CancellationException if {@code progress} cancels
     */
    static double of(final CodedRows rows, final Progress progress) {
        final CodedRows scaled = rows.standardised();
        final CodedRows train = scaled.half(0);
        final CodedRows test = scaled.half(1);
        double sum = 0;
        int factors = 0;
        for (int f = 0; f < rows.factors().size(); f++) {
            final int[] known = train.labels(f);
            final int[] asked = test.labels(f);
            double areas = 0;
            int values = 0;
            for (int value = 0; value < rows.factors().get(f).values(); value++) {
                progress.update((f + (double)value / rows.factors().get(f).values()) / rows.factors().size(),
                    "Explicitness of \"" + rows.factors().get(f).name() + "\"");
                if (isPartOf(value, known) && isPartOf(value, asked)) {
                    areas += area(train, isValue(value, known), test, isValue(value, asked));
                    values++;
                }
            }
            if (values > 0) {
                sum += 2 * areas / values - 1;
                factors++;
            }
        }
        return factors == 0 ? Double.NaN : sum / factors;
    }

    /** Whether the value occurs, and others too. */
    private static boolean isPartOf(final int value, final int[] labels) {
        final long count = Arrays.stream(labels).filter(label -> label == value).count();
        return count > 0 && count < labels.length;
    }

    private static int[] isValue(final int value, final int[] labels) {
        return Arrays.stream(labels).map(label -> label == value ? 1 : 0).toArray();
    }

    private static double area(final CodedRows train, final int[] known, final CodedRows test, final int[] asked) {
        final LinearClassifier classifier = LinearClassifier.logistic(train.codes(), known);
        return area(Arrays.stream(test.codes()).mapToDouble(classifier::towardsOne).toArray(), asked);
    }

    /** The area under the ROC curve by the ranks' sum (Mann and Whitney); equal scores share their ranks. */
    static double area(final double[] scores, final int[] isPositive) {
        final double[] ranks = new NaturalRanking(TiesStrategy.AVERAGE).rank(scores);
        double sum = 0;
        long positive = 0;
        for (int row = 0; row < ranks.length; row++) {
            sum += isPositive[row] * ranks[row];
            positive += isPositive[row];
        }
        return (sum - positive * (positive + 1) / 2.0) / positive / (ranks.length - positive);
    }
}
