package org.elbow.novelty;

import org.elbow.vae.BlockProgress;
import org.elbow.vae.PassPool;
import org.elbow.vae.RowNoise;
import org.elbow.vae.VaePass;

/**
 * Estimates a bound of log p(x) for the rows in a block, from draws z of a posterior per row.
 *
 * @param bound which
 * @param samples S, draws per row, at least 1
 * @param noise the draws ε; z = mean + exp(logvar/2) ⊙ ε
 * @param progress hears of each draw of each row
 */
record BoundEstimator(LikelihoodBound bound, int samples, RowNoise noise, BlockProgress progress) {

    /**
     * Estimates.
     *
     * @param block holds the rows
     * @param first the index in the table of the block's first row
     * @param posteriors per row of the block: mean, then log-variance; not changed
     * @param target has the entries of the block's rows set, in nats
     */
    void estimate(final PassPool.Block block, final int first, final float[][] posteriors, final double[] target) {
        final int rows = posteriors.length;
        final double[] means = new double[rows];
        final ImportanceWeights weights = new ImportanceWeights(rows);
        final float[] draw = new float[block.pass().latent()];
        final float[] code = new float[draw.length];
        for (int sample = 0; sample < samples; sample++) {
            decode(block, first, posteriors, sample, noise, draw);
            for (int row = 0; row < rows; row++) {
                final double logLikelihood = block.pass().logLikelihood(row, block.worker());
                if (bound == LikelihoodBound.ELBO) {
                    means[row] += logLikelihood / samples;
                    continue;
                }
                noise.draw(first + row, sample, draw, draw.length);
                block.pass().code(row, code);
                weights.add(row, logLikelihood + logPriorOverPosterior(code, draw, posteriors[row]));
            }
            progress.advance(block, rows);
        }
        for (int row = 0; row < rows; row++) {
            target[first + row] = bound == LikelihoodBound.ELBO ? means[row] - VaePass.kl(posteriors[row])
                : weights.logMean(row, samples);
        }
    }

    /** Draws the codes of a block's rows from their posteriors, and decodes them. {@code draw} is overwritten. */
    static void decode(final PassPool.Block block, final int first, final float[][] posteriors, final int number,
        final RowNoise noise, final float[] draw) {
        final VaePass pass = block.pass();
        for (int row = 0; row < posteriors.length; row++) {
            noise.draw(first + row, number, draw, draw.length);
            pass.setNoise(row, draw, 0);
            pass.setCode(row, posteriors[row], block.worker());
        }
        pass.decode(0, posteriors.length, block.worker());
    }

    /** log p(z) − log q(z|x) = Σ ½ (ε² + logvar − z²): the constants cancel. */
    static double logPriorOverPosterior(final float[] code, final float[] draw, final float[] posterior) {
        double sum = 0;
        for (int i = 0; i < code.length; i++) {
            sum += (double)draw[i] * draw[i] + posterior[code.length + i] - (double)code[i] * code[i];
        }
        return 0.5 * sum;
    }
}
