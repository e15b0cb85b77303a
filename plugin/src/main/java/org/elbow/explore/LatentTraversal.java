package org.elbow.explore;

/**
 * Codes in which one dimension takes values from −range to range, while the others stay as they are in a centre: step s of
 * dimension d (its place in the list) around centre c is number (c · dimensions + d) · steps + s.
 */
public final class LatentTraversal implements CodeSequence {

    private final CodeSequence centres;

    private final int[] dimensions;

    private final TraversalOptions options;

    /**
     * @param centres codes to begin from: {@link CodeSequence#priorMean} or {@link CodeSequence#means}
     * @param dimensions to go through, from 0, in this order; at least one
     * @param options how
     * @throws IllegalArgumentException if there is no dimension or centre, or the code has not so many dimensions
     */
    public LatentTraversal(final CodeSequence centres, final int[] dimensions, final TraversalOptions options) {
        LatentDimensions.require(dimensions, centres.latent());
        if (centres.size() == 0) {
            throw new IllegalArgumentException("There is no row to traverse the code around.");
        }
        this.centres = centres;
        this.dimensions = dimensions.clone();
        this.options = options;
    }

    /** @return the number of the centre that a code belongs to, from 0 */
    public int centre(final long index) {
        return (int)(index / options.steps() / dimensions.length);
    }

    /** @return the dimension that is gone through in a code, from 0 */
    public int dimension(final long index) {
        return dimensions[(int)(index / options.steps() % dimensions.length)];
    }

    /** @return the step of a code, from 0 */
    public int step(final long index) {
        return (int)(index % options.steps());
    }

    @Override
    public long size() {
        return Math.multiplyExact(centres.size(), (long)dimensions.length * options.steps());
    }

    @Override
    public int latent() {
        return centres.latent();
    }

    @Override
    public void code(final long index, final float[] target) {
        centres.code(centre(index), target);
        target[dimension(index)] = (float)options.value(step(index));
    }
}
