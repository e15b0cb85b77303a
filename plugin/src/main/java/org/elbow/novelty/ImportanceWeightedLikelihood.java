package org.elbow.novelty;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.nn.VectorMath;
import org.elbow.vae.PassPool;
import org.elbow.vae.RowNoise;
import org.elbow.vae.Support;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaePass;

/**
 * The importance-weighted estimate of a row's log-likelihood (Burda, Grosse, Salakhutdinov 2016, equation 8):
 * log p̂(x) = log 1/S Σₛ p(x|zₛ) p(zₛ) / q(zₛ|x) with zₛ drawn from the encoder's posterior. In expectation a lower bound of
 * log p(x) that rises with S; with S = 1 the ELBO.
 */
public final class ImportanceWeightedLikelihood {

    private ImportanceWeightedLikelihood() {
    }

    /**
     * Estimates log p(x) of each row.
     *
     * @param model a trained model
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @param options how
     * @param progress hears of blocks of rows, and may cancel
     * @return log p̂(x) per row, in nats; its negative is a novelty score
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static double[] logLikelihood(final VaeModel model, final FeatureMatrix rows,
        final ImportanceSamplingOptions options, final Progress progress) {
        return logLikelihood(model, rows, options, RowNoise.byContent(rows, options.seed()), progress);
    }

    static double[] logLikelihood(final VaeModel model, final FeatureMatrix rows, final ImportanceSamplingOptions options,
        final RowNoise noise, final Progress progress) {
        Support.require(rows, model.encoding(), model.likelihood());
        final double[] result = new double[rows.rows()];
        try (PassPool passes = new PassPool(model, false, options.workers())) {
            passes.forEachBlock(rows.rows(), progress, "Estimating likelihoods by " + options.samples() + " samples per row",
                (block, from, to) -> {
                    block.load(rows, from, to);
                    final double[][] weights = logWeights(block, from, to - from, options.samples(), noise);
                    for (int row = 0; row < to - from; row++) {
                        result[from + row] = VectorMath.logSumExp(weights[row]) - Math.log(options.samples());
                    }
                });
        }
        return result;
    }

    /** log p(x|z) + log p(z) − log q(z|x) for the rows in a block, [rows, samples]. */
    private static double[][] logWeights(final PassPool.Block block, final int first, final int rows, final int samples,
        final RowNoise noise) {
        final VaePass pass = block.pass();
        final VaePass.Worker worker = block.worker();
        final double[][] weights = new double[rows][samples];
        pass.encode(0, rows, worker);
        final int latent = pass.latent();
        final float[] draw = new float[latent];
        final float[] code = new float[latent];
        final float[] posterior = new float[2 * latent];
        for (int sample = 0; sample < samples; sample++) {
            for (int row = 0; row < rows; row++) {
                noise.draw(first + row, sample, draw, latent);
                pass.setNoise(row, draw, 0);
            }
            pass.sample(0, rows, worker);
            pass.decode(0, rows, worker);
            for (int row = 0; row < rows; row++) {
                noise.draw(first + row, sample, draw, latent);
                pass.code(row, code);
                pass.posterior(row, posterior);
                weights[row][sample] = pass.logLikelihood(row, worker) + logPriorOverPosterior(code, draw, posterior);
            }
        }
        return weights;
    }

    /** log p(z) − log q(z|x) = Σ ½ (ε² + logvar − z²): the constants cancel. */
    private static double logPriorOverPosterior(final float[] code, final float[] draw, final float[] posterior) {
        double sum = 0;
        for (int i = 0; i < code.length; i++) {
            sum += (double)draw[i] * draw[i] + posterior[code.length + i] - (double)code[i] * code[i];
        }
        return 0.5 * sum;
    }
}
