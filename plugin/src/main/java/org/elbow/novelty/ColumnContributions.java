package org.elbow.novelty;

import java.util.ArrayList;
import java.util.List;

import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.BlockProgress;
import org.elbow.vae.Likelihood;
import org.elbow.vae.PassPool;
import org.elbow.vae.RowNoise;
import org.elbow.vae.Support;
import org.elbow.vae.VaeModel;

/**
 * What each column adds to a row's negative log-likelihood. With z₁ … z_S and weights wₛ = p(x|zₛ) p(zₛ) / q(zₛ|x) as in
 * {@link ImportanceWeightedLikelihood}, and w̃ₛ = wₛ / Σ w, the estimate falls exactly into a term for each column c, which is
 * the expectation of −log p(x_c|z) under the row's own posterior p(z|x), and one for the code:
 *
 * <pre>−log p̂(x) = Σ_c [ −Σₛ w̃ₛ log p(x_c|zₛ) ] + Σₛ w̃ₛ [ log q(zₛ|x) − log p(zₛ) + log(w̃ₛ S) ]</pre>
 *
 * <p>since log p̂(x) = log wₛ − log(w̃ₛ S) for each s. The last sum estimates KL(p(z|x) ‖ p(z)) ≥ 0: how unusual the code is
 * that the columns have in common. Draws and weights are those of the likelihood of the same options.
 *
 * <pre>
 * ColumnContributions parts = ColumnContributions.of(model, rows, ImportanceSamplingOptions.defaults(), Progress.NONE);
 * </pre>
 *
 * @param logLikelihood log p̂(x) per row, in nats
 * @param columns [rows][columns of the model's encoding], in nats; high = the column is improbable in its row
 * @param code per row, in nats
 */
public record ColumnContributions(double[] logLikelihood, double[][] columns, double[] code) {

    /**
     * Divides the negative log-likelihood of each row.
     *
     * @param model a trained model
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @param options how the likelihood is estimated
     * @param progress hears of the draws of all rows, and may cancel between two of them
     * @return the parts. Where a row lies so far from all that was trained on that its likelihood leaves the range of numbers,
     *         they may be infinite or NaN
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static ColumnContributions of(final VaeModel model, final FeatureMatrix rows,
        final ImportanceSamplingOptions options, final Progress progress) {
        Support.require(rows, model.encoding(), model.likelihood());
        final int count = rows.rows();
        final int width = model.encoding().columns().size();
        final ColumnContributions result =
            new ColumnContributions(new double[count], new double[count][width], new double[count]);
        final RowNoise noise = RowNoise.byContent(rows, options.seed());
        final BlockProgress draws = new BlockProgress(progress, count, options.samples(), PassPool.BLOCK);
        try (PassPool passes = new PassPool(model, false, options.workers())) {
            final List<List<Likelihood>> parts = new ArrayList<>();
            for (int worker = 0; worker < passes.workers(); worker++) {
                parts.add(columnLikelihoods(model));
            }
            passes.forEachBlock(count, draws, "Explaining likelihoods", (block, from, to) -> {
                block.load(rows, from, to);
                block.pass().encode(0, to - from, block.worker());
                result.divide(block, from, to, parts.get(block.number()), options.samples(), noise, draws);
            });
        }
        return result;
    }

    /** The likelihood of each column alone. */
    private static List<Likelihood> columnLikelihoods(final VaeModel model) {
        final FeatureEncoding encoding = model.encoding();
        final List<Likelihood> parts = new ArrayList<>();
        int feature = 0;
        for (int c = 0; c < encoding.columns().size(); c++) {
            final int next = feature + encoding.columns().get(c).width();
            parts.add(Likelihood.part(model.likelihood(), feature, next));
            feature = next;
        }
        return parts;
    }

    private void divide(final PassPool.Block block, final int from, final int to, final List<Likelihood> parts,
        final int samples, final RowNoise noise, final BlockProgress progress) {
        final int latent = block.pass().latent();
        final float[][] posteriors = new float[to - from][2 * latent];
        for (int row = 0; row < posteriors.length; row++) {
            block.pass().posterior(row, posteriors[row]);
        }
        final ImportanceWeights weights = new ImportanceWeights(posteriors.length);
        final float[] draw = new float[latent];
        final float[] code = new float[latent];
        final double[] logDensities = new double[parts.size()];
        for (int sample = 0; sample < samples; sample++) {
            BoundEstimator.decode(block, from, posteriors, sample, noise, draw);
            for (int row = 0; row < posteriors.length; row++) {
                final double logLikelihood = block.pass().logLikelihood(row, block.worker());
                block.pass().logLikelihoods(row, parts, logDensities, block.worker());
                noise.draw(from + row, sample, draw, latent);
                block.pass().code(row, code);
                final double logWeight =
                    logLikelihood + BoundEstimator.logPriorOverPosterior(code, draw, posteriors[row]);
                final double before = weights.largest(row);
                weights.add(row, logWeight);
                add(columns[from + row], weights.relative(row, before), weights.relative(row, logWeight), logDensities);
            }
            progress.advance(block, posteriors.length);
        }
        for (int row = 0; row < posteriors.length; row++) {
            finish(from + row, weights.sum(row), weights.logMean(row, samples));
        }
    }

    /** sums ← kept · sums − weight · logDensities, where 0 · ∞ counts as 0. */
    private static void add(final double[] sums, final double kept, final double weight, final double[] logDensities) {
        for (int c = 0; c < sums.length; c++) {
            sums[c] = (kept == 0 ? 0 : kept * sums[c]) - (weight == 0 ? 0 : weight * logDensities[c]);
        }
    }

    private void finish(final int row, final double sumOfWeights, final double logMean) {
        logLikelihood[row] = logMean;
        code[row] = -logMean;
        for (int c = 0; c < columns[row].length; c++) {
            columns[row][c] /= sumOfWeights;
            code[row] -= columns[row][c]; // what is left is the sum over draws above, without its cancelling terms
        }
    }
}
