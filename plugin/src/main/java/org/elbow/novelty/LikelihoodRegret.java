package org.elbow.novelty;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.PassPool;
import org.elbow.vae.RowNoise;
import org.elbow.vae.Support;
import org.elbow.vae.VaeModel;

/**
 * Likelihood regret (Xiao, Yan, Amit 2020, equation 6) in the posterior variant: how much the ELBO of a row gains when its
 * posterior is optimised for this row alone, the decoder being fixed: LR(x) = max_q ELBO(x; q) − ELBO(x; q(·|x)), β = 1.
 *
 * <p>Rows are optimised a block at a time, one pass through the decoder and back for all rows of the block per iteration.
 * Adam acts on each number by itself, so rows do not influence each other.
 *
 * <pre>
 * double[] regret = LikelihoodRegret.score(model, rows, LikelihoodRegretOptions.defaults(), Progress.NONE).regret();
 * </pre>
 */
public final class LikelihoodRegret {

    private LikelihoodRegret() {
    }

    /**
     * Scores rows.
     *
     * @param model a trained model
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @param options how
     * @param progress hears of blocks of rows, and may cancel
     * @return the scores
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static RegretScores score(final VaeModel model, final FeatureMatrix rows, final LikelihoodRegretOptions options,
        final Progress progress) {
        // the draws of the iterations and those of the ELBO before and after have nothing to do with each other
        return score(model, rows, options, RowNoise.byContent(rows, options.seed()),
            RowNoise.byContent(rows, ~options.seed()), progress);
    }

    static RegretScores score(final VaeModel model, final FeatureMatrix rows, final LikelihoodRegretOptions options,
        final RowNoise iterationNoise, final RowNoise evaluationNoise, final Progress progress) {
        Support.require(rows, model.encoding(), model.likelihood());
        final int count = rows.rows();
        final RegretScores scores = new RegretScores(new double[count], new double[count], new double[count]);
        try (PassPool passes = new PassPool(model, true, options.workers())) {
            passes.forEachBlock(count, progress, "Optimising the posterior of each row", (block, from, to) -> {
                block.load(rows, from, to);
                final PosteriorOptimiser posterior = new PosteriorOptimiser(block, from, to - from);
                posterior.elbo(options.samples(), evaluationNoise, scores.elboBefore());
                for (int i = 0; i < options.iterations(); i++) {
                    posterior.step(i, options.learningRate(), iterationNoise);
                }
                posterior.elbo(options.samples(), evaluationNoise, scores.elboAfter());
                for (int row = from; row < to; row++) {
                    scores.regret()[row] = scores.elboAfter()[row] - scores.elboBefore()[row];
                }
            });
        }
        return scores;
    }
}
