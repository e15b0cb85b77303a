package org.elbow.novelty;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.nn.WorkerPool;
import org.elbow.vae.BlockProgress;
import org.elbow.vae.VaeModel;

/**
 * The likelihood, corrected by the complexity of the input (Serrà et al. 2020), higher = more novel:
 * S(x) = −log₂ p̂(x)/d − L(x)/d with d the values per row and L(x) the bits that a lossless compressor needs for the row. Models
 * give simple rows a high likelihood, whatever they were trained on; the compressor tells how simple a row is.
 *
 * <p>The two terms are on one scale where the model gives probabilities of what is compressed: with categorical pixels of 256
 * classes as in the paper, or quantised densities. A Bernoulli likelihood takes a pixel for a shade between black and white,
 * which costs it about a bit at most; PNG's bits for 256 levels then outweigh the model's, and complex rows score low.
 *
 * <p>The compressor is PNG for each image column and DEFLATE for all other values, one byte each: see {@link RowCompressor}.
 *
 * <pre>
 * double[] scores = InputComplexity.score(model, rows, ImportanceSamplingOptions.defaults(), Progress.NONE);
 * </pre>
 */
public final class InputComplexity implements AutoCloseable {

    /** Rows between two reports: a compressed image takes about a tenth of a millisecond. */
    private static final int BLOCK = 64;

    private final RowCompressor compressor;

    private final BlockProgress done;

    private final WorkerPool pool;

    /**
     * For the rows of a table, chunk by chunk.
     *
     * @param model a trained model
     * @param workers threads to use; 0 for one per processor
     * @param rows how many rows there will be in all chunks together
     * @param progress hears of the rows, and may cancel
     */
    public InputComplexity(final VaeModel model, final int workers, final long rows, final Progress progress) {
        compressor = new RowCompressor(model.encoding(), model.likelihood());
        done = new BlockProgress(progress, rows);
        pool = new WorkerPool(workers);
    }

    /**
     * Scores rows.
     *
     * @param model a trained model
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @param options how the likelihood is estimated
     * @param progress hears of the draws of all rows, and may cancel between two of them
     * @return S(x) per row, in bits per dimension; higher is more novel
     * @throws org.elbow.data.DataException if a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static double[] score(final VaeModel model, final FeatureMatrix rows, final ImportanceSamplingOptions options,
        final Progress progress) {
        return score(ImportanceWeightedLikelihood.logLikelihood(model, rows, options, progress.part(0, 0.9)), model, rows,
            options.workers(), progress.part(0.9, 1));
    }

    /**
     * The same where log p̂(x) is known already.
     *
     * @param logLikelihood of the rows, in nats; not changed
     * @param workers threads to use; 0 for one per processor
     */
    public static double[] score(final double[] logLikelihood, final VaeModel model, final FeatureMatrix rows,
        final int workers, final Progress progress) {
        try (InputComplexity complexity = new InputComplexity(model, workers, rows.rows(), progress)) {
            return complexity.score(logLikelihood, rows);
        }
    }

    /**
     * Scores a chunk of rows.
     *
     * @param logLikelihood log p̂(x) of the rows, in nats; not changed
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @return S(x) per row, in bits per dimension; higher is more novel
     * @throws java.util.concurrent.CancellationException if the progress cancels
     */
    public double[] score(final double[] logLikelihood, final FeatureMatrix rows) {
        final double[] scores = compressedBits(rows);
        for (int i = 0; i < scores.length; i++) {
            final double modelBits = compressor.quantisationBits() - logLikelihood[i] / Math.log(2);
            scores[i] = (modelBits - scores[i]) / compressor.dimensions();
        }
        return scores;
    }

    /**
     * L(x): what the compressor alone says of the rows.
     *
     * @param model tells what the features stand for
     * @param rows encoded as the model's training rows were, [rows, features]; not changed
     * @param workers threads to use; 0 for one per processor
     * @param progress hears of the rows, and may cancel
     * @return bits per row, those of the formats' headers included
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static double[] compressedBits(final VaeModel model, final FeatureMatrix rows, final int workers,
        final Progress progress) {
        try (InputComplexity complexity = new InputComplexity(model, workers, rows.rows(), progress)) {
            return complexity.compressedBits(rows);
        }
    }

    private double[] compressedBits(final FeatureMatrix rows) {
        final double[] bits = new double[rows.rows()];
        pool.forEachBlock(rows.rows(), BLOCK, done, "Compressing rows", (worker, from, to) -> {
            final float[] row = new float[rows.columns()];
            for (int i = from; i < to; i++) {
                rows.getRow(i, row, 0);
                bits[i] = 8.0 * compressor.bytes(row);
            }
            done.advance(worker, to - from);
        });
        return bits;
    }

    @Override
    public void close() {
        pool.close();
    }
}
