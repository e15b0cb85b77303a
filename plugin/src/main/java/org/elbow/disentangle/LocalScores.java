package org.elbow.disentangle;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;

import org.elbow.nn.Progress;

/**
 * The mutual information gap and modularity inside neighbourhoods, averaged over them (Rhodes and Lee 2021, section 4). A code
 * may stand for one factor here and for another elsewhere: global scores then are low, local ones high. Factors that do not
 * vary in a neighbourhood are passed over in it; a code that stands for them only tells nothing there, and has modularity 0.
 *
 * @param gap the mean local gap, in [0, 1]; NaN if no neighbourhood has a factor that varies
 * @param modularity the mean local modularity, in [0, 1]; NaN if no neighbourhood has two factors that vary
 * @param neighbourhoods how many entered the gap
 */
record LocalScores(double gap, double modularity, int neighbourhoods) {

    /**
     * @param codes [rows][codes]
     * @param labels of the factors, [rows][factors]
     * @param neighbourhoods the rows of each
     * @param bins of equal width, for each code inside each neighbourhood
     * @param progress hears of every neighbourhood
     * @throws CancellationException if {@code progress} cancels
     */
    static LocalScores of(final double[][] codes, final int[][] labels, final List<int[]> neighbourhoods, final int bins,
        final Progress progress) {
        final double[] gaps = new double[neighbourhoods.size()];
        final double[] modularities = new double[gaps.length];
        for (int i = 0; i < gaps.length; i++) {
            progress.update((double)i / gaps.length, "Neighbourhood " + (i + 1) + " of " + gaps.length);
            final int[][] near = select(labels, neighbourhoods.get(i));
            final int varying = varying(near);
            gaps[i] = Double.NaN;
            modularities[i] = Double.NaN;
            if (varying > 0) {
                final MutualInformation information = MutualInformation.of(Arrays.stream(neighbourhoods.get(i))
                    .mapToObj(row -> codes[row]).toArray(double[][]::new), near, bins);
                gaps[i] = information.gap();
                modularities[i] = varying < 2 ? Double.NaN : information.modularity();
            }
        }
        return new LocalScores(mean(gaps), mean(modularities), (int)Arrays.stream(gaps).filter(Double::isFinite).count());
    }

    private static int[][] select(final int[][] labels, final int[] rows) {
        return Arrays.stream(rows).mapToObj(row -> labels[row]).toArray(int[][]::new);
    }

    private static int varying(final int[][] labels) {
        int varying = 0;
        for (int f = 0; f < labels[0].length; f++) {
            final int factor = f;
            varying += Arrays.stream(labels).anyMatch(row -> row[factor] != labels[0][factor]) ? 1 : 0;
        }
        return varying;
    }

    private static double mean(final double[] values) {
        final OptionalDouble mean = Arrays.stream(values).filter(Double::isFinite).average();
        return mean.orElse(Double.NaN);
    }
}
