package org.elbow.novelty;

import java.util.ArrayList;
import java.util.List;

import org.elbow.data.FeatureEncoding;
import org.elbow.vae.BlockProgress;
import org.elbow.vae.Likelihood;
import org.elbow.vae.PassPool;
import org.elbow.vae.RowNoise;
import org.elbow.vae.VaeModel;

/**
 * Estimates {@link ColumnContributions} of the rows in a block, from draws of a posterior per row.
 *
 * @param samples S, draws per row, at least 1
 * @param noise the draws ε; z = mean + exp(logvar/2) ⊙ ε
 * @param progress hears of each draw of each row
 */
record ContributionEstimator(int samples, RowNoise noise, BlockProgress progress) {

    /** The likelihood of each column alone, for one thread. */
    static List<Likelihood> columnLikelihoods(final VaeModel model) {
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

    /**
     * Estimates.
     *
     * @param block holds the rows
     * @param first the index in the table of the block's first row
     * @param posteriors per row of the block: mean, then log-variance; not changed
     * @param parts the likelihood of each column
     * @param target has the entries of the block's rows set, in nats
     */
    void estimate(final PassPool.Block block, final int first, final float[][] posteriors, final List<Likelihood> parts,
        final ColumnContributions target) {
        final int rows = posteriors.length;
        final ImportanceWeights weights = new ImportanceWeights(rows);
        final float[] draw = new float[block.pass().latent()];
        final float[] code = new float[draw.length];
        final double[] logDensities = new double[parts.size()];
        for (int sample = 0; sample < samples; sample++) {
            BoundEstimator.decode(block, first, posteriors, sample, noise, draw);
            for (int row = 0; row < rows; row++) {
                final double logLikelihood = block.pass().logLikelihood(row, block.worker());
                block.pass().logLikelihoods(row, parts, logDensities, block.worker());
                noise.draw(first + row, sample, draw, draw.length);
                block.pass().code(row, code);
                final double logWeight =
                    logLikelihood + BoundEstimator.logPriorOverPosterior(code, draw, posteriors[row]);
                final double before = weights.largest(row);
                weights.add(row, logWeight);
                add(target.columns()[first + row], weights.relative(row, before), weights.relative(row, logWeight),
                    logDensities);
            }
            progress.advance(block, rows);
        }
        for (int row = 0; row < rows; row++) {
            finish(target, first + row, weights.sum(row), weights.logMean(row, samples));
        }
    }

    /** sums ← kept · sums − weight · logDensities, where 0 · ∞ counts as 0. */
    private static void add(final double[] sums, final double kept, final double weight, final double[] logDensities) {
        for (int c = 0; c < sums.length; c++) {
            sums[c] = (kept == 0 ? 0 : kept * sums[c]) - (weight == 0 ? 0 : weight * logDensities[c]);
        }
    }

    private static void finish(final ColumnContributions target, final int row, final double sumOfWeights,
        final double logMean) {
        final double[] columns = target.columns()[row];
        target.logLikelihood()[row] = logMean;
        double rest = -logMean;
        for (int c = 0; c < columns.length; c++) {
            columns[c] /= sumOfWeights;
            rest -= columns[c];
        }
        target.code()[row] = rest; // the code's sum over draws, without its cancelling terms
    }
}
