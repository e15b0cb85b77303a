package org.elbow.novelty;

import java.util.ArrayList;
import java.util.List;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.BlockProgress;
import org.elbow.vae.Likelihood;
import org.elbow.vae.PassPool;
import org.elbow.vae.RowNoise;
import org.elbow.vae.Support;
import org.elbow.vae.VaeModel;

/**
 * The importance-weighted estimate of a row's log-likelihood (Burda, Grosse, Salakhutdinov 2016, equation 8):
 * log p̂(x) = log 1/S Σₛ p(x|zₛ) p(zₛ) / q(zₛ|x) with zₛ drawn from the encoder's posterior. In expectation a lower bound of
 * log p(x) that rises with S; with S = 1 the ELBO.
 */
public final class ImportanceWeightedLikelihood implements AutoCloseable {

    private final VaeModel model;

    private final ImportanceSamplingOptions options;

    private final BlockProgress draws;

    private final PassPool passes;

    /** The likelihood of each column alone, for each thread. */
    private final List<List<Likelihood>> columnLikelihoods = new ArrayList<>();

    /**
     * For the rows of a table, chunk by chunk.
     *
     * @param model a trained model
     * @param options how
     * @param rows how many rows there will be in all chunks together
     * @param progress hears of the draws of all rows, and may cancel between two of them
     */
    public ImportanceWeightedLikelihood(final VaeModel model, final ImportanceSamplingOptions options, final long rows,
        final Progress progress) {
        this.model = model;
        this.options = options;
        passes = new PassPool(model, false, options.workers());
        draws = new BlockProgress(progress, rows, options.samples(), PassPool.BLOCK);
        draws.pause();
    }

    /**
     * Estimates log p(x) of each row.
     *
     * @param model a trained model
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @param options how
     * @param progress hears of the draws of all rows, and may cancel between two of them
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
        try (ImportanceWeightedLikelihood likelihood =
            new ImportanceWeightedLikelihood(model, options, rows.rows(), progress)) {
            return likelihood.logLikelihood(rows, noise);
        }
    }

    /**
     * Estimates log p(x) of each row of a chunk.
     *
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @return log p̂(x) per row, in nats
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if the progress cancels
     */
    public double[] logLikelihood(final FeatureMatrix rows) {
        return logLikelihood(rows, RowNoise.byContent(rows, options.seed()));
    }

    private double[] logLikelihood(final FeatureMatrix rows, final RowNoise noise) {
        final double[] result = new double[rows.rows()];
        final BoundEstimator bound = new BoundEstimator(LikelihoodBound.IWAE, options.samples(), noise, draws);
        forEachBlock(rows, "Estimating likelihoods",
            (block, from, posteriors) -> bound.estimate(block, from, posteriors, result));
        return result;
    }

    /**
     * Estimates log p(x) of each row of a chunk, by the same draws, and what each column contributes to it.
     *
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @return log p̂(x) per row and its parts, in nats
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if the progress cancels
     */
    public ColumnContributions contributions(final FeatureMatrix rows) {
        final int columns = model.encoding().columns().size();
        final ColumnContributions result =
            new ColumnContributions(new double[rows.rows()], new double[rows.rows()][columns], new double[rows.rows()]);
        final ContributionEstimator estimator =
            new ContributionEstimator(options.samples(), RowNoise.byContent(rows, options.seed()), draws);
        while (columnLikelihoods.size() < passes.workers()) {
            columnLikelihoods.add(ContributionEstimator.columnLikelihoods(model));
        }
        forEachBlock(rows, "Dividing likelihoods among columns", (block, from, posteriors) -> estimator.estimate(block, from,
            posteriors, columnLikelihoods.get(block.number()), result));
        return result;
    }

    /** What is done with a block of rows that were encoded. */
    @FunctionalInterface
    private interface EncodedWork {
        void run(PassPool.Block block, int first, float[][] posteriors);
    }

    private void forEachBlock(final FeatureMatrix rows, final String message, final EncodedWork work) {
        Support.require(rows, model.encoding(), model.likelihood());
        draws.resume();
        passes.forEachBlock(rows.rows(), draws, message, (block, from, to) -> {
            block.load(rows, from, to);
            block.pass().encode(0, to - from, block.worker());
            final float[][] posteriors = new float[to - from][2 * block.pass().latent()];
            for (int row = 0; row < to - from; row++) {
                block.pass().posterior(row, posteriors[row]);
            }
            work.run(block, from, posteriors);
        });
        draws.pause();
    }

    @Override
    public void close() {
        passes.close();
    }
}
