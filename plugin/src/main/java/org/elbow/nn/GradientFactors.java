package org.elbow.nn;

/**
 * The gradient of a layer's weights for one example as a sum of outer products, Σₜ leftₜ ⊗ rightₜ, which is far smaller than
 * the gradient itself where there are few terms: one for a dense layer (its input and the adjoint of its sums), one per window
 * for a convolution, one per pixel of the input for a transposed convolution.
 *
 * <p>The factors are laid out term by term: a slab [rows, size] for the first term of all rows, then one for the second, so
 * that matrix products compare one term of many rows with another.
 */
public final class GradientFactors {

    /**
     * Where factors are put.
     *
     * @param block the slabs
     * @param firstSlab the slab of the first term
     * @param rows rows per slab
     * @param row the row of each slab at which the first example is put
     */
    public record Target(FloatBlock block, int firstSlab, int rows, int row) {
    }

    private final int terms;

    private final int leftSize;

    private final int rightSize;

    private final Patches leftPatches;

    private final Patches rightPatches;

    private final int outputSize;

    private final int outChannels;

    private GradientFactors(final int leftSize, final int rightSize, final Patches leftPatches, final Patches rightPatches,
        final int terms, final int outputSize, final int outChannels) {
        this.leftSize = leftSize;
        this.rightSize = rightSize;
        this.leftPatches = leftPatches;
        this.rightPatches = rightPatches;
        this.terms = terms;
        this.outputSize = outputSize;
        this.outChannels = outChannels;
    }

    /** @return the form that the gradients of a layer have */
    public static GradientFactors of(final LinearOp map) {
        if (map instanceof Dense dense) {
            return new GradientFactors(dense.inputSize(), dense.outputSize(), null, null, 1, dense.outputSize(),
                dense.outputSize());
        } else if (map instanceof Conv2d conv) {
            final Patches patches = conv.patches();
            return new GradientFactors(patches.windowSize(), conv.outChannels(), patches, null, patches.windows(),
                conv.outputSize(), conv.outChannels());
        }
        final Deconv2d deconv = (Deconv2d)map;
        final Patches patches = deconv.patches();
        return new GradientFactors(deconv.channels(), patches.windowSize(), null, patches, patches.windows(),
            deconv.outputSize(), deconv.outChannels());
    }

    /** @return how many outer products there are per example */
    public int terms() {
        return terms;
    }

    /** @return numbers per left factor */
    public int leftSize() {
        return leftSize;
    }

    /** @return numbers per right factor */
    public int rightSize() {
        return rightSize;
    }

    /** @return whether the gradient of the biases is the sum of the right factors; if not, {@link #biases} gives it */
    public boolean rightSumsToBias() {
        return rightPatches == null;
    }

    /** @return how many biases there are */
    public int biasCount() {
        return outChannels;
    }

    /** Puts the left factors of rows [0, rows) of a layer's input into {@code target}. */
    public void left(final FloatBlock input, final int rows, final Target target, final Scratch scratch) {
        put(input, leftPatches, leftSize, rows, target, scratch);
    }

    /** Puts the right factors of rows [0, rows) of the adjoint of a layer's sums into {@code target}. */
    public void right(final FloatBlock delta, final int rows, final Target target, final Scratch scratch) {
        put(delta, rightPatches, rightSize, rows, target, scratch);
    }

    /**
     * Adds the gradients of the biases of rows [0, rows) to {@code target}, [targetRows, biasCount], from row {@code row} on.
     */
    public void biases(final FloatBlock delta, final int rows, final FloatBlock target, final int row, final Scratch scratch) {
        for (int i = 0; i < rows; i++) {
            Convolutions.addChannelSums(delta, (long)i * outputSize, (i + 1L) * outputSize, outChannels, target,
                (long)(row + i) * outChannels, scratch);
        }
    }

    private void put(final FloatBlock source, final Patches patches, final int size, final int rows, final Target target,
        final Scratch scratch) {
        if (patches == null) {
            spread(source, 0, size, rows, target, 0);
            return;
        }
        final int step = Convolutions.imagesAtOnce(patches);
        for (int row = 0; row < rows; row += step) {
            final int count = Math.min(step, rows - row);
            spread(Convolutions.unfold(patches, source, row, count, scratch), 0, size, count, target, row);
        }
    }

    /** Copies [count, terms, size] into slabs of [rows, size]. */
    private void spread(final FloatBlock source, final long from, final int size, final int count, final Target target,
        final int row) {
        if (terms == 1) {
            target.block().copy(((long)target.firstSlab() * target.rows() + target.row() + row) * size, source, from,
                count * size);
            return;
        }
        for (int i = 0; i < count; i++) {
            for (int term = 0; term < terms; term++) {
                target.block().copy(((long)(target.firstSlab() + term) * target.rows() + target.row() + row + i) * size,
                    source, from + ((long)i * terms + term) * size, size);
            }
        }
    }
}
