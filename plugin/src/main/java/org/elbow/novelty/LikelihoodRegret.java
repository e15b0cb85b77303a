package org.elbow.novelty;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.BlockProgress;
import org.elbow.vae.PassPool;
import org.elbow.vae.RowNoise;
import org.elbow.vae.Support;
import org.elbow.vae.VaeModel;

/**
 * Likelihood regret (Xiao, Yan, Amit 2020, equation 6): how much a bound of a row's log-likelihood gains when the posterior is
 * optimised for this row alone, the decoder being fixed: LR(x) = max_q ELBO(x; q) − ELBO(x; q(·|x)), β = 1. Optimised is
 * either the posterior itself or, as in the paper, a copy of the encoder: see {@link RegretVariant}.
 *
 * <p>Rows are optimised a block at a time, one pass through the decoder and back for all rows of the block per iteration.
 * Adam acts on each number by itself, so rows do not influence each other.
 *
 * <pre>
 * double[] regret = LikelihoodRegret.score(model, rows, LikelihoodRegretOptions.defaults(), Progress.NONE).regret();
 * </pre>
 */
public final class LikelihoodRegret implements AutoCloseable {

    /** A bound as low as this has no digits left that could tell what optimisation gains. */
    private static final double LOWEST_BOUND = -1e12;

    /** How much longer than one draw for a bound an iteration takes: the decoder back and forth, for the progress shown. */
    private static final int STEPS_PER_POSTERIOR = 3;

    /** The same if a whole encoder is changed. */
    private static final int STEPS_PER_ENCODER = 80;

    private final VaeModel model;

    private final LikelihoodRegretOptions options;

    private final boolean tunes;

    private final int stepsPerIteration;

    private final BlockProgress steps;

    private final PassPool passes;

    /**
     * For the rows of a table, chunk by chunk.
     *
     * @param model a trained model
     * @param options how
     * @param rows how many rows there will be in all chunks together
     * @param progress hears of the iterations of all rows, and may cancel between two of them
     */
    public LikelihoodRegret(final VaeModel model, final LikelihoodRegretOptions options, final long rows,
        final Progress progress) {
        this(model, options, options.variant() == RegretVariant.ENCODER
            ? TunedEncoders.threads(model.structure().encoder(), options.workers()) : options.workers(),
            options.variant() == RegretVariant.ENCODER ? TunedEncoders.rowsAtOnce(model.structure().encoder()) : PassPool.BLOCK,
            rows, progress);
    }

    private LikelihoodRegret(final VaeModel model, final LikelihoodRegretOptions options, final int workers,
        final int rowsAtOnce, final long rows, final Progress progress) {
        this.model = model;
        this.options = options;
        tunes = options.variant() == RegretVariant.ENCODER;
        stepsPerIteration = tunes ? STEPS_PER_ENCODER : STEPS_PER_POSTERIOR;
        passes = new PassPool(model, true, workers, rowsAtOnce);
        steps = new BlockProgress(progress, rows, (long)stepsPerIteration * options.iterations() + 2L * options.samples(),
            rowsAtOnce);
        steps.pause();
    }

    /** For rows that come one by one, in one thread, with memory for a single one. */
    static LikelihoodRegret ofSingleRows(final VaeModel model, final LikelihoodRegretOptions options) {
        return new LikelihoodRegret(model, options, 1, 1, 1, Progress.NONE);
    }

    /**
     * Scores rows.
     *
     * @param model a trained model
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @param options how
     * @param progress hears of the iterations of all rows, and may cancel between two of them
     * @return the scores
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static RegretScores score(final VaeModel model, final FeatureMatrix rows, final LikelihoodRegretOptions options,
        final Progress progress) {
        try (LikelihoodRegret regret = new LikelihoodRegret(model, options, rows.rows(), progress)) {
            return regret.score(rows);
        }
    }

    static RegretScores score(final VaeModel model, final FeatureMatrix rows, final LikelihoodRegretOptions options,
        final RowNoise iterationNoise, final RowNoise evaluationNoise, final Progress progress) {
        try (LikelihoodRegret regret = new LikelihoodRegret(model, options, rows.rows(), progress)) {
            return regret.score(rows, iterationNoise, evaluationNoise);
        }
    }

    /**
     * Scores a chunk of rows.
     *
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @return the scores
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if the progress cancels
     */
    public RegretScores score(final FeatureMatrix rows) {
        // the draws of the iterations and those of the bound before and after have nothing to do with each other
        return score(rows, RowNoise.byContent(rows, options.seed()), RowNoise.byContent(rows, ~options.seed()));
    }

    private RegretScores score(final FeatureMatrix rows, final RowNoise iterationNoise, final RowNoise evaluationNoise) {
        Support.require(rows, model.encoding(), model.likelihood());
        final int count = rows.rows();
        final RegretScores scores = new RegretScores(new double[count], new double[count], new double[count]);
        final BoundEstimator bound = new BoundEstimator(options.bound(), options.samples(), evaluationNoise, steps);
        steps.resume();
        passes.forEachBlock(count, steps, tunes ? "Tuning encoders" : "Optimising posteriors",
            (block, from, to) -> {
                block.load(rows, from, to);
                final float[][] posteriors = new float[to - from][2 * block.pass().latent()];
                try (PosteriorUpdate update = tunes ? new TunedEncoders(model, options.learningRate())
                    : new FreePosteriors(options.learningRate())) {
                    update.begin(block, rows, from, posteriors);
                    bound.estimate(block, from, posteriors, scores.before());
                    final PosteriorOptimiser optimiser = new PosteriorOptimiser(block, from, posteriors, update);
                    for (int i = 0; i < options.iterations(); i++) {
                        optimiser.step(i, iterationNoise, () -> steps.advance(block, stepsPerIteration));
                    }
                }
                bound.estimate(block, from, posteriors, scores.after());
                for (int row = from; row < to; row++) {
                    scores.regret()[row] = regret(scores.before()[row], scores.after()[row]);
                }
            });
        steps.pause();
        return scores;
    }

    @Override
    public void close() {
        passes.close();
    }

    /** The gain; infinite for a row that lies so far from all that was trained on that no gain can be measured. */
    private static double regret(final double before, final double after) {
        return before > LOWEST_BOUND ? after - before : Double.POSITIVE_INFINITY;
    }
}
