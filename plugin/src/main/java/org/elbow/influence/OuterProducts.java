package org.elbow.influence;

import org.elbow.nn.FloatBlock;
import org.elbow.nn.GradientFactors;
import org.elbow.nn.LinearOp;
import org.elbow.nn.Pass;
import org.elbow.nn.Scratch;

/**
 * The gradients by a layer's parameters as sums of outer products, never multiplied out: for W and b of a dense layer
 * ⟨a ⊗ δ, a′ ⊗ δ′⟩ + ⟨δ, δ′⟩ = (a·a′ + 1)(δ·δ′), summed over the terms of both examples.
 */
final class OuterProducts implements GradientPart {

    private final GradientFactors factors;

    private final int layer;

    private final int terms;

    private final FloatBlock left;

    private final FloatBlock right;

    /** The gradients of the biases where the right factors do not sum to them; else {@code null}. */
    private final GradientRows biases;

    private int rows;

    /**
     * Allocates the memory.
     *
     * @param map the layer
     * @param layer its index in its network
     * @param draws how many draws are added
     * @param capacity the most examples
     */
    OuterProducts(final LinearOp map, final int layer, final int draws, final int capacity) {
        factors = GradientFactors.of(map);
        this.layer = layer;
        terms = draws * factors.terms();
        left = FloatBlock.allocate((long)terms * capacity * factors.leftSize());
        right = FloatBlock.allocate((long)terms * capacity * factors.rightSize());
        biases = factors.rightSumsToBias() ? null : new GradientRows(capacity, factors.biasCount());
    }

    /** @return floats per example */
    static long floats(final LinearOp map, final int draws) {
        final GradientFactors factors = GradientFactors.of(map);
        return (long)draws * factors.terms() * (factors.leftSize() + factors.rightSize())
            + (factors.rightSumsToBias() ? 0 : factors.biasCount());
    }

    int rows() {
        return rows;
    }

    int terms() {
        return terms;
    }

    int leftSize() {
        return factors.leftSize();
    }

    int rightSize() {
        return factors.rightSize();
    }

    /** @return the left factors, [terms, rows, leftSize] */
    FloatBlock left() {
        return left;
    }

    /** @return the right factors, [terms, rows, rightSize] */
    FloatBlock right() {
        return right;
    }

    /** @return what the biases add to the product of two left factors: 1 if their gradient is the right factor, else 0 */
    float biasTerm() {
        return biases == null ? 1f : 0f;
    }

    @Override
    public void setRows(final int count) {
        rows = count;
        if (biases != null) {
            biases.setRows(count);
        }
    }

    @Override
    public void clear(final int row, final int count) {
        if (biases != null) {
            biases.clear(row, count);
        }
    }

    @Override
    public void add(final Pass pass, final int draw, final int row, final int count, final Scratch scratch) {
        final int slab = draw * factors.terms();
        factors.left(pass.layerInput(layer, 0), count, new GradientFactors.Target(left, slab, rows, row), scratch);
        factors.right(pass.delta(layer, 0), count, new GradientFactors.Target(right, slab, rows, row), scratch);
        if (biases != null) {
            factors.biases(pass.delta(layer, 0), count, biases.block(), row, scratch);
        }
    }

    @Override
    public void complete(final int row, final int count) {
        // the factors are all there is
    }

    @Override
    public void multiply(final GradientPart others, final InnerProducts products) {
        final OuterProducts other = (OuterProducts)others;
        products.add(this, other);
        if (biases != null) {
            products.add(biases, other.biases);
        }
    }

    @Override
    public void addSquares(final double[] target, final InnerProducts products) {
        products.addSquares(this, target);
        if (biases != null) {
            products.addSquares(biases, target);
        }
    }

    @Override
    public void close() {
        left.close();
        right.close();
        if (biases != null) {
            biases.close();
        }
    }
}
