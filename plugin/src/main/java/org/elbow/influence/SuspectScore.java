package org.elbow.influence;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How far the self-influence of a row lies above that of the bulk of rows: the modified z-score (Iglewicz and Hoaglin 1993) of
 * its logarithm,
 *
 * <pre>(log s − median) / (1.4826 · median absolute deviation).</pre>
 *
 * <p>The median and the median absolute deviation are hardly moved by the suspects themselves; the logarithm, since
 * self-influence spreads over orders of magnitude. Iglewicz and Hoaglin call values above 3.5 outliers.
 */
public final class SuspectScore {

    /** Makes the median absolute deviation of normal numbers their standard deviation. */
    private static final double MEDIAN_DEVIATION = 1.4826;

    /** The same for the mean absolute deviation: √(π/2). */
    private static final double MEAN_DEVIATION = Math.sqrt(Math.PI / 2);

    private SuspectScore() {
    }

    /**
     * The scores of some rows.
     *
     * @param selfInfluence not negative, of each row; not changed
     * @return a score for each, higher for more suspicious ones; all 0 if all are equal
     */
    public static double[] of(final double[] selfInfluence) {
        final double[] logs = Arrays.stream(selfInfluence).map(value -> Math.log(Math.max(value, Double.MIN_NORMAL)))
            .map(value -> Math.min(value, Math.log(Double.MAX_VALUE))).toArray();
        final double median = median(logs);
        final double[] deviations = Arrays.stream(logs).map(value -> Math.abs(value - median)).toArray();
        final double medianDeviation = MEDIAN_DEVIATION * median(deviations);
        // where most rows are equal, the median says nothing of how far the others lie off
        final double scale = medianDeviation > 0 ? medianDeviation
            : MEAN_DEVIATION * Arrays.stream(deviations).average().orElse(0);
        return Arrays.stream(logs).map(value -> scale > 0 ? (value - median) / scale : 0).toArray();
    }

    /**
     * The ranks of some rows.
     *
     * @param scores of each row; not changed
     * @return for each row its rank, 1 for the highest score; of equal scores the first row has the lower rank
     */
    public static int[] ranks(final double[] scores) {
        final int[] order = IntStream.range(0, scores.length).boxed()
            .sorted(Comparator.comparingDouble((Integer row) -> -scores[row])).mapToInt(Integer::intValue).toArray();
        final int[] ranks = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            ranks[order[place]] = place + 1;
        }
        return ranks;
    }

    /** The median; 0 of none. */
    static double median(final double[] values) {
        if (values.length == 0) {
            return 0;
        }
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
