package org.elbow.consistency;

import java.util.Arrays;

import org.elbow.data.ContentSample;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.PassPool;
import org.elbow.vae.RowNoise;
import org.elbow.vae.Support;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaePass;

/**
 * What a model's code tells about the rows of a table.
 *
 * @param mutualInformation I(x; z) under q between rows and codes, in nats: at most the logarithm of {@code rows}, and below 0
 *            only by chance; NaN if there is no row
 * @param rows among which the mutual information was estimated
 * @param variances per latent dimension, the variance of the posterior's mean over all rows of the table, [latent]; NaN if there
 *            is no row
 */
public record CodeUsage(double mutualInformation, int rows, double[] variances) {

    /** A dimension whose mean varies more than this is active (Burda, Grosse and Salakhutdinov 2016). */
    private static final double ACTIVE = 0.01;

    /** @return #{j: Var_x(mean_j) > 0.01} */
    public int activeUnits() {
        return (int)Arrays.stream(variances).filter(variance -> variance > ACTIVE).count();
    }

    /**
     * Measures the use of the code. With q(z) the mean of the posteriors of N rows, the mutual information between the row, drawn
     * evenly, and its code is, by draws of z from each posterior (Hoffman and Johnson 2016):
     *
     * <pre>I(x; z) = E KL(q(z|x) ‖ p(z)) − KL(q(z) ‖ p(z)) = 1/N Σₙ E_q(z|xₙ) [log q(z|xₙ) − log 1/N Σₘ q(z|xₘ)]</pre>
     *
     * <p>No draw exceeds log N, for the inner sum holds the row itself. Sample and draws depend on the content of the rows, not
     * on their order. Rows whose codes are beyond the range of numbers are left out.
     *
     * @param model a trained model
     * @param table encoded as the model's training rows were, [rows, features]; not changed
     * @param options how
     * @param progress hears of blocks of rows, and may cancel
     * @return what was found
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static CodeUsage measure(final VaeModel model, final FeatureMatrix table, final CodeUsageOptions options,
        final Progress progress) {
        Support.require(table, model.encoding(), model.likelihood());
        final int latent = model.architecture().latent();
        try (PassPool passes = new PassPool(model, false, options.workers());
                FeatureMatrix posteriors = FeatureMatrix.allocate(table.rows(), 2 * latent, table.storage())) {
            encode(passes, table, posteriors, progress.part(0, 0.3));
            final RowNoise noise = RowNoise.byContent(table, options.seed());
            final int[] sample = Arrays.stream(ContentSample.of(table, options.rows(), options.seed()))
                .filter(row -> isFinite(posteriors, row)).toArray();
            final Mixture mixture = new Mixture(posteriors, sample);
            final double[] information = new double[sample.length];
            passes.forEachBlock(sample.length, Math.max(1, PassPool.BLOCK / options.draws()), progress.part(0.3, 1),
                "Measuring mutual information", (block, from, to) -> {
                    final double[] densities = new double[sample.length];
                    final float[] draw = new float[latent];
                    for (int row = from; row < to; row++) {
                        for (int number = 0; number < options.draws(); number++) {
                            noise.draw(sample[row], number, draw, latent);
                            information[row] += mixture.information(row, draw, densities) / options.draws();
                        }
                    }
                });
            return new CodeUsage(Arrays.stream(information).average().orElse(Double.NaN), sample.length, variances(posteriors));
        }
    }

    private static void encode(final PassPool passes, final FeatureMatrix table, final FeatureMatrix posteriors,
        final Progress progress) {
        passes.forEachBlock(table.rows(), progress, "Encoding rows", (block, from, to) -> {
            final VaePass pass = block.pass();
            final float[] posterior = new float[posteriors.columns()];
            block.load(table, from, to);
            pass.encode(0, to - from, block.worker());
            for (int row = from; row < to; row++) {
                pass.posterior(row - from, posterior);
                posteriors.setRow(row, posterior, 0);
            }
        });
    }

    private static boolean isFinite(final FeatureMatrix posteriors, final int row) {
        for (int i = 0; i < posteriors.columns(); i++) {
            if (!Float.isFinite(posteriors.get(row, i))) {
                return false;
            }
        }
        return true;
    }

    private static double[] variances(final FeatureMatrix posteriors) {
        final int latent = posteriors.columns() / 2;
        final double[] mean = new double[latent];
        final double[] squares = new double[latent];
        final float[] posterior = new float[2 * latent];
        int rows = 0;
        for (int row = 0; row < posteriors.rows(); row++) {
            if (!isFinite(posteriors, row)) {
                continue;
            }
            rows++;
            posteriors.getRow(row, posterior, 0);
            for (int i = 0; i < latent; i++) {
                final double delta = posterior[i] - mean[i];
                mean[i] += delta / rows;
                squares[i] += delta * (posterior[i] - mean[i]);
            }
        }
        for (int i = 0; i < latent; i++) {
            squares[i] /= rows;
        }
        return squares;
    }

    /** The mixture of some rows' posteriors, dimension by dimension, so that the loop over rows is the innermost. */
    private static final class Mixture {

        private final int rows;

        private final double[][] means;

        private final double[][] precisions;

        /** −½ Σ logvar per row; the constant of the density cancels. */
        private final double[] offsets;

        Mixture(final FeatureMatrix posteriors, final int[] sample) {
            final int latent = posteriors.columns() / 2;
            rows = sample.length;
            means = new double[latent][rows];
            precisions = new double[latent][rows];
            offsets = new double[rows];
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < latent; i++) {
                    final double logVariance = posteriors.get(sample[row], latent + i);
                    means[i][row] = posteriors.get(sample[row], i);
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
}
