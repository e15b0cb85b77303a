package org.elbow.explore;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.nn.RandomStreams;
import org.elbow.vae.PassPool;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaePass;

/**
 * Turns sequences of codes into rows, a chunk at a time, so that their number is limited by nothing. Holds memory outside the
 * heap until closed.
 */
public final class CodeDecoder implements AutoCloseable {

    /** Features of a chunk, unless that is less than a block of rows for each thread: 16 megabytes. */
    private static final int CHUNK = 1 << 22;

    private static final int MOST_ROWS = 1 << 13;

    /** Progress is reported after as many rows. */
    private static final int REPORT_EVERY = 64;

    private final VaeModel model;

    private final PassPool passes;

    private final BitSet drawn;

    private final long seed;

    /** Takes rows one after the other, in the order of their codes. */
    @FunctionalInterface
    public interface Rows {

        /**
         * @param index of the code in its sequence
         * @param code z, [latent]; changes afterwards
         * @param features of the row, [features]; change afterwards
         */
        void accept(long index, float[] code, float[] features);
    }

    /**
     * @param model a trained model
     * @param values which values rows get
     * @param seed of draws from p(x|z); a row's draws depend on this and the {@linkplain CodeSequence#stream stream} of its code
     * @param workers threads to use; 0 for one per processor
     */
    public CodeDecoder(final VaeModel model, final RowValues values, final long seed, final int workers) {
        this.model = model;
        this.seed = seed;
        drawn = values.drawn(model);
        passes = new PassPool(model, false, workers);
    }

    /**
     * Decodes all codes of a sequence, for programs that want them at once.
     *
     * @param model a trained model
     * @param codes of as many dimensions as the model's; fewer than 2³¹
     * @param values which values rows get
     * @param seed of draws from p(x|z)
     * @return the rows' features, [codes, features]; to be closed by the caller
     */
    public static FeatureMatrix decode(final VaeModel model, final CodeSequence codes, final RowValues values,
        final long seed) {
        final FeatureMatrix rows = FeatureMatrix.allocate(Math.toIntExact(codes.size()), model.encoding().width());
        try (CodeDecoder decoder = new CodeDecoder(model, values, seed, 0)) {
            decoder.decode(codes, Progress.NONE, (index, code, features) -> rows.setRow((int)index, features, 0));
            return rows;
        } catch (final RuntimeException | Error e) {
            rows.close();
            throw e;
        }
    }

    /**
     * Decodes all codes of a sequence.
     *
     * @param codes of as many dimensions as the model's
     * @param progress hears of rows, and may cancel
     * @param rows takes the rows, on the calling thread
     * @throws IllegalArgumentException if the codes are not of the model's size
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public void decode(final CodeSequence codes, final Progress progress, final Rows rows) {
        final int latent = model.architecture().latent();
        if (codes.latent() != latent) {
            throw new IllegalArgumentException("The codes have " + codes.latent() + " dimensions, but the model's have "
                + latent + ".");
        }
        final int width = model.encoding().width();
        final int chunk = (int)Math.min(codes.size(),
            Math.max(PassPool.BLOCK * passes.workers(), Math.min(MOST_ROWS, CHUNK / width)));
        final List<float[]> arrays = new ArrayList<>();
        for (int i = 0; i < passes.workers(); i++) {
            arrays.add(new float[width]);
        }
        final float[] code = new float[latent];
        final float[] features = new float[width];
        try (FeatureMatrix decoded = FeatureMatrix.allocate(chunk, width)) {
            for (long from = 0; from < codes.size(); from += chunk) {
                final long first = from;
                final int count = (int)Math.min(chunk, codes.size() - first);
                final double done = (double)first / codes.size();
                passes.forEachBlock(count, (fraction, message) -> progress.update(done, null), "Decoding",
                    (block, start, end) -> decode(block, codes, first, start, end, arrays.get(block.number()), decoded));
                for (int i = 0; i < count; i++) {
                    final long index = first + i;
                    if (index % REPORT_EVERY == 0) {
                        progress.update((double)index / codes.size(), "Row " + (index + 1) + " of " + codes.size());
                    }
                    codes.code(index, code);
                    decoded.getRow(i, features, 0);
                    rows.accept(index, code, features);
                }
            }
        }
    }

    private void decode(final PassPool.Block block, final CodeSequence codes, final long first, final int start, final int end,
        final float[] row, final FeatureMatrix decoded) {
        final VaePass pass = block.pass();
        final int latent = codes.latent();
        final float[] code = new float[latent];
        final float[] draw = drawn.isEmpty() ? null : new float[row.length];
        for (int i = start; i < end; i++) {
            codes.code(first + i, code);
            pass.codes().put((long)(i - start) * latent, code, 0, latent);
        }
        pass.decode(0, end - start, block.worker());
        for (int i = start; i < end; i++) {
            pass.reconstruction(i - start, row, block.worker());
            if (draw != null) {
                final SplittableRandom random = RandomStreams.of(seed, Streams.VALUES, codes.stream(first + i));
                pass.draw(i - start, random, draw, block.worker());
                for (int f = drawn.nextSetBit(0); f >= 0; f = drawn.nextSetBit(f + 1)) {
                    row[f] = draw[f];
                }
            }
            decoded.setRow(i, row, 0);
        }
    }

    @Override
    public void close() {
        passes.close();
    }
}
