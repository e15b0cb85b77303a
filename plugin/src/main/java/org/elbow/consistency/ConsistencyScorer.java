package org.elbow.consistency;

import org.elbow.data.ContentSample;
import org.elbow.data.FeatureMatrix;
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
public final class ConsistencyScorer {

    /** At most so many rows are kept to take spreads and swapped values from. */
    private static final int REFERENCE_ROWS = 10_000;

    private ConsistencyScorer() {
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
        Support.require(rows, model.encoding(), model.likelihood());
        final int count = rows.rows();
        final ConsistencyScores scores =
            new ConsistencyScores(new double[count], new double[count], new double[count]);
        final BlockProgress steps = new BlockProgress(progress, count, options.transformations(), PassPool.BLOCK);
        try (PassPool passes = new PassPool(model, false, options.workers())) {
            passes.forEachBlock(count, steps, "Transforming each row " + options.transformations() + " times",
                (block, from, to) -> score(block, from, to, rows, transformation, options, steps, scores));
        }
        return scores;
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
}
