package org.elbow.consistency;

import java.util.Arrays;

import org.elbow.data.FeatureMatrix;

/** The mixture of some rows' posteriors, dimension by dimension, so that the loop over rows is the innermost. */
final class PosteriorMixture {

    private final int rows;

    private final double[][] means;

    private final double[][] precisions;

    /** −½ Σ logvar per row; the constant of the density cancels. */
    private final double[] offsets;

    /** @param posteriors mean, then log-variance, [rows, 2 · latent]; not changed */
    PosteriorMixture(final FeatureMatrix posteriors) {
        final int latent = posteriors.columns() / 2;
        rows = posteriors.rows();
        means = new double[latent][rows];
        precisions = new double[latent][rows];
        offsets = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < latent; i++) {
                final double logVariance = posteriors.get(row, latent + i);
                means[i][row] = posteriors.get(row, i);
                precisions[i][row] = Math.exp(-logVariance);
                offsets[row] -= 0.5 * logVariance;
            }
        }
    }

    /**
     * log q(z|xₙ) − log q(z) at z = meanₙ + exp(logvarₙ/2) ⊙ ε.
     *
     * @param row n
     * @param draw ε
     * @param densities overwritten, [rows]
     */
    double information(final int row, final float[] draw, final double[] densities) {
        System.arraycopy(offsets, 0, densities, 0, rows);
        for (int i = 0; i < means.length; i++) {
            final double[] mean = means[i];
            final double[] precision = precisions[i];
            final double code = mean[row] + draw[i] / Math.sqrt(precision[row]);
            for (int other = 0; other < rows; other++) {
                final double difference = code - mean[other];
                densities[other] -= 0.5 * difference * difference * precision[other];
            }
        }
        final double largest = Arrays.stream(densities).max().orElseThrow();
        double sum = 0;
        for (final double density : densities) {
            sum += Math.exp(density - largest);
        }
        return densities[row] - largest - Math.log(sum / rows);
    }
}
