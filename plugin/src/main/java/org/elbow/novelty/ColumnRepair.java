package org.elbow.novelty;

import java.util.Arrays;
import java.util.List;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.nn.RandomStreams;
import org.elbow.vae.BlockProgress;
import org.elbow.vae.PassPool;
import org.elbow.vae.RowNoise;
import org.elbow.vae.Support;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaePass;

/**
 * What could be gained by repairing a row in one column: how much its log-likelihood rises if the column is set to what the
 * model expects from all others. A wrong value spoils the code and so the reconstruction of its neighbours, and
 * {@link ColumnContributions} blames those as well; but only its own repair makes the row an ordinary one again.
 *
 * <p>The expected value is found as Rezende, Mohamed and Wierstra 2014 impute missing data, by encoding and decoding in turn,
 * but with means in place of draws: the column starts at its mean under the model, and then the row is encoded, decoded from
 * the mean of its posterior, and the column set to its reconstruction, a few times. The fixed point of a linear Gaussian model
 * is the conditional mean E[x_c | all others], and the gain there is ½ (x_c − E[x_c | others])² / Var[x_c | others]. A nominal
 * column gets the most probable value in the end, a whole number the nearest. Images and vectors are one column each.
 *
 * <p>Both likelihoods are estimated by importance sampling with the same draws, those of the row as it is, so that their
 * difference is hardly noise. An ordinary value gains a little too: {@link ColumnSurprises} take off what is usual.
 *
 * <pre>
 * try (RepairedColumns repaired = ColumnRepair.of(model, rows, ColumnRepairOptions.defaults(), Progress.NONE)) {
 *     double[] gainsOfTheFirstRow = repaired.gains()[0];
 * }
 * </pre>
 */
public final class ColumnRepair implements AutoCloseable {

    /** Codes over which the mean of a column is taken: a block of them. */
    private static final int TYPICAL_CODES = PassPool.BLOCK;

    /** So many rows, repaired in one column each, are worked on between two looks at the whole. */
    private static final int MOST_VARIANTS = 1 << 16;

    private final VaeModel model;

    private final ColumnRepairOptions options;

    private final List<ColumnEncoding> columns;

    private final int[] offsets;

    private final PassPool passes;

    private final BlockProgress steps;

    private final float[] typical;

    /**
     * For the rows of a table, chunk by chunk.
     *
     * @param model a trained model
     * @param options how
     * @param rows how many rows there will be in all chunks together
     * @param progress hears of the work on all rows, and may cancel
     */
    public ColumnRepair(final VaeModel model, final ColumnRepairOptions options, final long rows, final Progress progress) {
        this.model = model;
        this.options = options;
        columns = model.encoding().columns();
        offsets = new int[columns.size()];
        Arrays.setAll(offsets, model.encoding()::offset);
        steps = new BlockProgress(progress, rows,
            (columns.size() + 1L) * (options.iterations() + options.likelihood().samples()),
            Math.max(1, PassPool.BLOCK / (columns.size() + 1)));
        passes = new PassPool(model, false, options.likelihood().workers());
        try {
            typical = typical();
        } catch (final RuntimeException | Error e) {
            passes.close();
            throw e;
        }
        steps.pause();
    }

    /**
     * Repairs the columns of each row, one at a time.
     *
     * @param model a trained model
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @param options how
     * @param progress hears of the work on all rows, and may cancel
     * @return what was found, to be closed by the caller
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static RepairedColumns of(final VaeModel model, final FeatureMatrix rows, final ColumnRepairOptions options,
        final Progress progress) {
        try (ColumnRepair repair = new ColumnRepair(model, options, rows.rows(), progress)) {
            return repair.repair(rows);
        }
    }

    /** @return how many columns there are to repair */
    public int columns() {
        return columns.size();
    }

    /** The mean of each feature over codes drawn from the prior. */
    private float[] typical() {
        final float[] result = new float[model.encoding().width()];
        passes.forEachBlock(1, Progress.NONE, "Finding typical values", (block, from, to) -> {
            final VaePass pass = block.pass();
            final float[] code = new float[pass.latent()];
            for (int i = 0; i < TYPICAL_CODES; i++) {
                RandomStreams.gaussian(RandomStreams.of(options.likelihood().seed(), i), code, 0, code.length);
                pass.codes().put((long)i * code.length, code, 0, code.length);
            }
            pass.decode(0, TYPICAL_CODES, block.worker());
            final float[] mean = new float[result.length];
            for (int i = 0; i < TYPICAL_CODES; i++) {
                pass.reconstruction(i, mean, block.worker());
                for (int f = 0; f < mean.length; f++) {
                    result[f] += mean[f] / TYPICAL_CODES;
                }
            }
        });
        return result;
    }

    /**
     * Repairs the columns of each row of a chunk, one at a time.
     *
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @return what was found, to be closed by the caller
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if the progress cancels
     */
    public RepairedColumns repair(final FeatureMatrix rows) {
        Support.require(rows, model.encoding(), model.likelihood());
        final RepairedColumns result = new RepairedColumns(new double[rows.rows()],
            new double[rows.rows()][columns.size()], FeatureMatrix.allocate(rows.rows(), rows.columns(), rows.storage()));
        try {
            final RowNoise noise = RowNoise.byContent(rows, options.likelihood().seed());
            final int atOnce = Math.max(1, MOST_VARIANTS / (columns.size() + 1));
            steps.resume();
            for (int first = 0; first < rows.rows(); first += atOnce) {
                repair(rows, first, Math.min(rows.rows(), first + atOnce), noise, result);
            }
            steps.pause();
            return result;
        } catch (final RuntimeException | Error e) {
            result.close();
            throw e;
        }
    }

    /** Each row becomes as many variants as it has columns, each repaired in one of them, and a last one that stays as it is. */
    private void repair(final FeatureMatrix rows, final int firstRow, final int endRow, final RowNoise noise,
        final RepairedColumns result) {
        final int variants = columns.size() + 1;
        final double[] logLikelihood = new double[(endRow - firstRow) * variants];
        final BoundEstimator bound = new BoundEstimator(LikelihoodBound.IWAE, options.likelihood().samples(),
            (variant, draw, target, count) -> noise.draw(firstRow + variant / variants, draw, target, count), steps);
        passes.forEachBlock(logLikelihood.length, steps, "Repairing columns", (block, from, to) -> {
            for (int variant = from; variant < to; variant++) {
                block.pass().load(rows, firstRow + variant / variants, variant - from, block.worker());
                setColumn(block.pass(), variant - from, variant % variants, typical);
            }
            final float[][] posteriors = new float[to - from][2 * block.pass().latent()];
            for (int i = 0; i < options.iterations(); i++) {
                reconstruct(block, from, posteriors);
                steps.advance(block, to - from);
            }
            for (int variant = from; variant < to; variant++) {
                if (variant % variants < columns.size()) {
                    finish(block.pass(), variant - from, variant % variants, result.values(), firstRow + variant / variants);
                }
            }
            encode(block, posteriors);
            bound.estimate(block, from, posteriors, logLikelihood);
        });
        for (int row = firstRow; row < endRow; row++) {
            final int at = (row - firstRow) * variants;
            final double own = logLikelihood[at + columns.size()];
            result.logLikelihood()[row] = own;
            Arrays.setAll(result.gains()[row], c -> gain(own, logLikelihood[at + c]));
        }
    }

    private static void encode(final PassPool.Block block, final float[][] posteriors) {
        block.pass().encode(0, posteriors.length, block.worker());
        for (int i = 0; i < posteriors.length; i++) {
            block.pass().posterior(i, posteriors[i]);
        }
    }

    /** Sets the column that is repaired to its reconstruction from the posterior's mean. */
    private void reconstruct(final PassPool.Block block, final int from, final float[][] posteriors) {
        final VaePass pass = block.pass();
        encode(block, posteriors);
        for (int i = 0; i < posteriors.length; i++) {
            pass.codes().put((long)i * pass.latent(), posteriors[i], 0, pass.latent());
        }
        pass.decode(0, posteriors.length, block.worker());
        final float[] reconstruction = new float[typical.length];
        for (int i = 0; i < posteriors.length; i++) {
            if ((from + i) % (columns.size() + 1) < columns.size()) {
                pass.reconstruction(i, reconstruction, block.worker());
                setColumn(pass, i, (from + i) % (columns.size() + 1), reconstruction);
            }
        }
    }

    /** Copies a column's features out of a whole row; the variant that stays as it is has no column. */
    private void setColumn(final VaePass pass, final int row, final int column, final float[] source) {
        if (column < columns.size()) {
            pass.features().put((long)row * typical.length + offsets[column], source, offsets[column],
                columns.get(column).width());
        }
    }

    /** Replaces what was reconstructed by the nearest value that the column can hold, and takes note of it. */
    private void finish(final VaePass pass, final int row, final int column, final FeatureMatrix values, final int target) {
        final float[] features = new float[columns.get(column).width()];
        final long place = (long)row * typical.length + offsets[column];
        pass.features().get(place, features, 0, features.length);
        ExpectedValue.settle(columns.get(column), features);
        pass.features().put(place, features, 0, features.length);
        for (int i = 0; i < features.length; i++) {
            values.set(target, offsets[column] + i, features[i]);
        }
    }

    /** What is out of the range of numbers counts as infinitely improbable; where both are, nothing is gained. */
    private static double gain(final double before, final double after) {
        final double own = Double.isNaN(before) ? Double.NEGATIVE_INFINITY : before;
        final double repaired = Double.isNaN(after) ? Double.NEGATIVE_INFINITY : after;
        return own == repaired ? 0 : repaired - own;
    }

    @Override
    public void close() {
        passes.close();
    }
}
