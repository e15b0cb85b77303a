package org.elbow.novelty;

import java.util.Arrays;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.EvaluationOptions;
import org.elbow.vae.PassPool;
import org.elbow.vae.RowEvaluation;
import org.elbow.vae.RowNoise;
import org.elbow.vae.Support;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaePass;

/**
 * Encodes, reconstructs and scores rows that come one by one, in the calling thread. A row gets what
 * {@link org.elbow.vae.VaeEvaluator}, {@link ImportanceWeightedLikelihood} and {@link LikelihoodRegret} would give it, to the
 * rounding of sums of 32-bit numbers, which here have another order. The draws of a row go through the decoder together, and
 * the ELBO and the likelihood share them: both take the row's first ones. Not for several threads at once.
 *
 * <pre>
 * try (RowScorer scorer = new RowScorer(model, EvaluationOptions.defaults(), null, null)) {
 *     double elbo = scorer.score(features).evaluation().elbo()[0];
 * </pre>
 */
public final class RowScorer implements AutoCloseable {

    private final VaeModel model;

    private final EvaluationOptions options;

    private final int importanceSamples;

    private final int draws;

    private final int drawsAtOnce;

    private final float[] posterior;

    private final float[] draw;

    private final float[] code;

    private final float[] features;

    private PassPool passes;

    /** What needs a single pass is multiplied as a single row. */
    private VaePass single;

    private LikelihoodRegret regret;

    private FeatureMatrix row;

    private RowEvaluation evaluation;

    /**
     * @param model a trained model
     * @param options of the evaluation; threads do not matter
     * @param likelihood how the likelihood is estimated, with the same seed; {@code null} if it is not wanted
     * @param regret how the regret is computed; {@code null} if it is not wanted
     * @throws IllegalArgumentException if the seeds of evaluation and likelihood differ
     */
    public RowScorer(final VaeModel model, final EvaluationOptions options, final ImportanceSamplingOptions likelihood,
        final LikelihoodRegretOptions regret) {
        if (likelihood != null && likelihood.seed() != options.seed()) {
            throw new IllegalArgumentException("The seed of the likelihood is " + likelihood.seed() + ", that of the evaluation "
                + options.seed() + "; they must be the same, since the draws are.");
        }
        this.model = model;
        this.options = options;
        importanceSamples = likelihood == null ? 0 : likelihood.samples();
        draws = Math.max(options.samples(), importanceSamples);
        drawsAtOnce = Math.min(draws, PassPool.BLOCK);
        final int latent = model.architecture().latent();
        posterior = new float[2 * latent];
        draw = new float[latent];
        code = new float[latent];
        features = new float[model.encoding().width()];
        try {
            row = FeatureMatrix.allocate(1, features.length);
            evaluation = new RowEvaluation(FeatureMatrix.allocate(1, latent), FeatureMatrix.allocate(1, latent),
                options.reconstruct() ? FeatureMatrix.allocate(1, features.length) : null, new double[1], new double[1],
                new double[1]);
            passes = new PassPool(model, false, 1, drawsAtOnce);
            passes.forEachBlock(1, Progress.NONE, "Preparing", (block, from, to) -> single =
                new VaePass(model.structure(), block.pass().parameters(), 1, false));
            this.regret = regret == null ? null : LikelihoodRegret.ofSingleRows(model, regret);
        } catch (final RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Scores a row.
     *
     * @param encoded the row as the model's training rows were encoded, [features]; not changed
     * @return what was found
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     */
    public ScoredRow score(final float[] encoded) {
        row.setRow(0, encoded, 0);
        Support.require(row, model.encoding(), model.likelihood());
        final ImportanceWeights weights = importanceSamples == 0 ? null : new ImportanceWeights(1);
        passes.forEachBlock(1, Progress.NONE, "Scoring a row", (block, from, to) -> {
            single.load(row, 0, 0, block.worker());
            for (int copy = 0; copy < drawsAtOnce; copy++) {
                block.pass().load(row, 0, copy, block.worker());
            }
            encode(block);
            decodeDraws(block, weights);
            reconstruct(block);
        });
        return new ScoredRow(evaluation, weights == null ? Double.NaN : weights.logMean(0, importanceSamples),
            regret == null ? Double.NaN : regret.score(row).regret()[0]);
    }

    private void encode(final PassPool.Block block) {
        single.encode(0, 1, block.worker());
        single.posterior(0, posterior);
        evaluation.mean().setRow(0, posterior, 0);
        evaluation.logVariance().setRow(0, posterior, posterior.length / 2);
        evaluation.kl()[0] = VaePass.kl(posterior);
    }

    private void decodeDraws(final PassPool.Block block, final ImportanceWeights weights) {
        final VaePass pass = block.pass();
        final RowNoise noise = RowNoise.byContent(row, options.seed());
        double logLikelihood = 0;
        for (int first = 0; first < draws; first += drawsAtOnce) {
            final int count = Math.min(drawsAtOnce, draws - first);
            for (int i = 0; i < count; i++) {
                noise.draw(0, first + i, draw, draw.length);
                pass.setNoise(i, draw, 0);
                pass.setCode(i, posterior, block.worker());
            }
            pass.decode(0, count, block.worker());
            for (int i = 0; i < count; i++) {
                final double value = pass.logLikelihood(i, block.worker());
                logLikelihood += first + i < options.samples() ? value / options.samples() : 0;
                if (first + i < importanceSamples) {
                    pass.noise(i, draw);
                    pass.code(i, code);
                    weights.add(0, value + BoundEstimator.logPriorOverPosterior(code, draw, posterior));
                }
            }
        }
        evaluation.logLikelihood()[0] = logLikelihood;
        evaluation.elbo()[0] = logLikelihood - evaluation.kl()[0];
    }

    private void reconstruct(final PassPool.Block block) {
        if (options.reconstruct()) {
            Arrays.fill(draw, 0);
            single.setNoise(0, draw, 0);
            single.setCode(0, posterior, block.worker());
            single.decode(0, 1, block.worker());
            single.reconstruction(0, features, block.worker());
            evaluation.reconstruction().setRow(0, features, 0);
        }
    }

    @Override
    public void close() {
        if (regret != null) {
            regret.close();
        }
        if (single != null) {
            single.close();
        }
        if (passes != null) {
            passes.close();
        }
        if (evaluation != null) {
            evaluation.close();
        }
        if (row != null) {
            row.close();
        }
    }
}
