package org.elbow.consistency;

import org.elbow.data.ContentSample;
import org.elbow.data.ContentSampler;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.MatrixStorage;
import org.elbow.nn.Progress;
import org.elbow.nn.RandomStreams;
import org.elbow.vae.BlockProgress;
import org.elbow.vae.PassPool;
import org.elbow.vae.Support;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaePass;

/**
 * Measures how consistent codes are: how far the posterior q(z|x) moves when x is changed in a way that leaves its meaning as it
 * is (Sinha and Dieng 2021). It is the term of their equation 4 that {@link ConsistencyPenalty} makes small in training.
 */
public final class ConsistencyScorer implements AutoCloseable {

    /** At most so many rows are kept to take spreads and swapped values from. */
    private static final int REFERENCE_ROWS = 10_000;

    private final VaeModel model;

    private final Transformation transformation;

    private final ConsistencyOptions options;

    private final BlockProgress steps;

    private final PassPool passes;

    /**
     * For the rows of a table, chunk by chunk.
     *
     * @param model a trained model
     * @param transformation makes x̃ from x; may be used by several threads at once
     * @param options how
     * @param rows how many rows there will be in all chunks together
     * @param progress hears of the transformations of all rows, and may cancel between two of them
     */
    public ConsistencyScorer(final VaeModel model, final Transformation transformation, final ConsistencyOptions options,
        final long rows, final Progress progress) {
        this.model = model;
        this.transformation = transformation;
        this.options = options;
        passes = new PassPool(model, false, options.workers());
        steps = new BlockProgress(progress, rows, options.transformations(), PassPool.BLOCK);
        steps.pause();
    }

    /**
     * Scores rows. A row's transformations depend on the seed and on its content, so neither the other rows nor their order
     * matter, unless the transformation itself takes values from other rows.
     *
     * @param model a trained model
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @param transformation makes x̃ from x; may be used by several threads at once
     * @param options how
     * @param progress hears of the transformations of all rows, and may cancel between two of them
     * @return the scores of the rows
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static ConsistencyScores score(final VaeModel model, final FeatureMatrix rows, final Transformation transformation,
        final ConsistencyOptions options, final Progress progress) {
        try (ConsistencyScorer scorer = new ConsistencyScorer(model, transformation, options, rows.rows(), progress)) {
            return scorer.score(rows);
        }
    }

    /**
     * Scores a chunk of rows.
     *
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @return the scores of the rows
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if the progress cancels
     */
    public ConsistencyScores score(final FeatureMatrix rows) {
        Support.require(rows, model.encoding(), model.likelihood());
        final int count = rows.rows();
        final ConsistencyScores scores =
            new ConsistencyScores(new double[count], new double[count], new double[count]);
        steps.resume();
        passes.forEachBlock(count, steps, "Transforming each row " + options.transformations() + " times",
            (block, from, to) -> score(block, from, to, rows, transformation, options, steps, scores));
        steps.pause();
        return scores;
    }

    @Override
    public void close() {
        passes.close();
    }

    private static void score(final PassPool.Block block, final int from, final int to, final FeatureMatrix rows,
        final Transformation transformation, final ConsistencyOptions options, final BlockProgress steps,
        final ConsistencyScores scores) {
        final VaePass pass = block.pass();
        final int features = rows.columns();
        final float[][] posteriors = new float[to - from][2 * pass.latent()];
        final float[] moved = new float[2 * pass.latent()];
        final float[] target = new float[features];
        block.load(rows, from, to);
        pass.encode(0, to - from, block.worker());
        for (int row = 0; row < to - from; row++) {
            pass.posterior(row, posteriors[row]);
        }
        for (int number = 0; number < options.transformations(); number++) {
            for (int row = 0; row < to - from; row++) {
                transform(rows, from + row, transformation, number, options.seed(), target);
                pass.features().put((long)row * features, target, 0, features);
            }
            pass.encode(0, to - from, block.worker());
            for (int row = 0; row < to - from; row++) {
                pass.posterior(row, moved);
                scores.divergence()[from + row] +=
                    ConsistencyPenalty.divergence(moved, posteriors[row]) / options.transformations();
                scores.shift()[from + row] += shift(moved, posteriors[row], false) / options.transformations();
                scores.relativeShift()[from + row] += shift(moved, posteriors[row], true) / options.transformations();
            }
            steps.advance(block, to - from);
        }
    }

    /**
     * Transforms a row as {@link #score} does.
     *
     * @param rows [rows, features]; not changed
     * @param row a row's index
     * @param transformation to be applied
     * @param number of the transformation, from 0
     * @param seed of the transformations
     * @param target is set to the transformed row, [features]
     */
    public static void transform(final FeatureMatrix rows, final int row, final Transformation transformation, final int number,
        final long seed, final float[] target) {
        final float[] original = new float[rows.columns()];
        rows.getRow(row, original, 0);
        transformation.apply(original, target, RandomStreams.of(rows.contentHash(row, seed), number));
    }

    private static double shift(final float[] moved, final float[] posterior, final boolean relative) {
        final int latent = posterior.length / 2;
        double sum = 0;
        for (int i = 0; i < latent; i++) {
            final double difference = (double)moved[i] - posterior[i];
            sum += difference * difference * (relative ? Math.exp(-posterior[latent + i]) : 1);
        }
        return Math.sqrt(sum);
    }

    /**
     * Rows that a {@link RowTransformation} can take means, spreads and swapped values from: a sample of a table that does not
     * depend on the order of its rows.
     *
     * @param rows the table, [rows, features], at least one row; not changed
     * @return all rows, or 10,000 of them, to be closed by the caller
     */
    public static FeatureMatrix reference(final FeatureMatrix rows) {
        return rows.selectRows(ContentSample.of(rows, REFERENCE_ROWS, 0));
    }

    /**
     * The same sample for a table that is read chunk by chunk.
     *
     * @param columns features of a row
     * @param rows how many rows the table has
     * @param storage of the sample
     * @return takes note of the rows, to be closed by the caller
     */
    public static ContentSampler reference(final int columns, final long rows, final MatrixStorage storage) {
        return new ContentSampler((int)Math.min(REFERENCE_ROWS, rows), columns, 0, storage);
    }
}
