package org.elbow.vae;

import java.util.ArrayList;
import java.util.List;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;

/**
 * Encodes rows, reconstructs them, and measures their ELBO: all rows at once, or the rows of a table chunk by chunk.
 *
 * <pre>
 * try (RowEvaluation evaluation = VaeEvaluator.evaluate(model, rows, EvaluationOptions.defaults(), Progress.NONE)) {
 * </pre>
 */
public final class VaeEvaluator implements AutoCloseable {

    private final VaeModel model;

    private final EvaluationOptions options;

    private final BlockProgress draws;

    private final PassPool passes;

    private final List<float[]> arrays = new ArrayList<>();

    /**
     * @param model a trained model
     * @param options how
     * @param rows how many rows there will be in all chunks together
     * @param progress hears of blocks of rows, and may cancel
     */
    public VaeEvaluator(final VaeModel model, final EvaluationOptions options, final long rows, final Progress progress) {
        this.model = model;
        this.options = options;
        draws = new BlockProgress(progress, rows * options.samples());
        passes = new PassPool(model, false, options.workers());
        for (int i = 0; i < passes.workers(); i++) {
            arrays.add(new float[Math.max(model.likelihood().features(), 2 * model.architecture().latent())]);
        }
    }

    /**
     * Evaluates rows.
     *
     * @param model a trained model
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @param options how
     * @param progress hears of blocks of rows, and may cancel
     * @return what was found, to be closed by the caller
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static RowEvaluation evaluate(final VaeModel model, final FeatureMatrix rows, final EvaluationOptions options,
        final Progress progress) {
        try (VaeEvaluator evaluator = new VaeEvaluator(model, options, rows.rows(), progress)) {
            return evaluator.evaluate(rows);
        }
    }

    /**
     * Evaluates a chunk of rows.
     *
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @return what was found, to be closed by the caller
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if the progress cancels
     */
    public RowEvaluation evaluate(final FeatureMatrix rows) {
        Support.require(rows, model.encoding(), model.likelihood());
        final RowNoise noise = RowNoise.byContent(rows, options.seed());
        final int latent = model.architecture().latent();
        final RowEvaluation result = new RowEvaluation(FeatureMatrix.allocate(rows.rows(), latent, rows.storage()),
            FeatureMatrix.allocate(rows.rows(), latent, rows.storage()),
            options.reconstruct() ? FeatureMatrix.allocate(rows.rows(), rows.columns(), rows.storage()) : null,
            new double[rows.rows()], new double[rows.rows()], new double[rows.rows()]);
        try {
            passes.forEachBlock(rows.rows(), draws, "Evaluating rows", (block, from, to) -> evaluate(block, from, to, rows,
                noise, options.samples(), arrays.get(block.number()), draws, result));
            return result;
        } catch (final RuntimeException | Error e) {
            result.close();
            throw e;
        }
    }

    @Override
    public void close() {
        passes.close();
    }

    private static void evaluate(final PassPool.Block block, final int from, final int to, final FeatureMatrix rows,
        final RowNoise noise, final int samples, final float[] array, final BlockProgress progress,
        final RowEvaluation result) {
        final VaePass pass = block.pass();
        final VaeWorker worker = block.worker();
        final int count = to - from;
        final int latent = result.mean().columns();
        final float[] posterior = new float[2 * latent];
        block.load(rows, from, to);
        pass.encode(0, count, worker);
        for (int row = 0; row < count; row++) {
            pass.posterior(row, posterior);
            result.mean().setRow(from + row, posterior, 0);
            result.logVariance().setRow(from + row, posterior, latent);
            result.kl()[from + row] = VaePass.kl(posterior);
        }
        for (int draw = 0; draw < samples; draw++) {
            for (int row = 0; row < count; row++) {
                noise.draw(from + row, draw, array, latent);
                pass.setNoise(row, array, 0);
            }
            pass.sample(0, count, worker);
            pass.decode(0, count, worker);
            for (int row = 0; row < count; row++) {
                result.logLikelihood()[from + row] += pass.logLikelihood(row, worker) / samples;
            }
            progress.advance(block, count);
        }
        for (int i = from; i < to; i++) {
            result.elbo()[i] = result.logLikelihood()[i] - result.kl()[i];
        }
        if (result.reconstruction() != null) {
            java.util.Arrays.fill(array, 0f);
            for (int row = 0; row < count; row++) {
                pass.setNoise(row, array, 0);
            }
            pass.sample(0, count, worker);
            pass.decode(0, count, worker);
            for (int row = 0; row < count; row++) {
                pass.reconstruction(row, array, worker);
                result.reconstruction().setRow(from + row, array, 0);
            }
        }
    }
}
