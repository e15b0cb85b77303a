package org.elbow.influence;

import org.elbow.nn.Blas;
import org.elbow.nn.Blas.Matrix;
import org.elbow.nn.Dense;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.LinearOp;
import org.elbow.nn.Pass;
import org.elbow.nn.Scratch;

/**
 * The gradients by a layer's parameters, multiplied out: cheaper than their factors for layers with few parameters and many
 * terms, such as convolutions of large images.
 */
final class ExplicitGradients implements GradientPart {

    private final LinearOp map;

    private final int layer;

    private final GradientRows gradients;

    /** The factors of a dense layer, which are multiplied once for all draws; {@code null} for other layers. */
    private final OuterProducts factors;

    private final FloatBlock ones;

    /**
     * Allocates the memory.
     *
     * @param map the layer
     * @param layer its index in its network
     * @param draws how many draws are added
     * @param capacity the most examples
     */
    ExplicitGradients(final LinearOp map, final int layer, final int draws, final int capacity) {
        this.map = map;
        this.layer = layer;
        gradients = new GradientRows(capacity, map.parameterCount());
        factors = map instanceof Dense ? new OuterProducts(map, layer, draws, capacity) : null;
        final float[] one = new float[draws];
        java.util.Arrays.fill(one, 1f);
        ones = FloatBlock.of(one);
    }

    /** @return floats per example */
    static long floats(final LinearOp map, final int draws) {
        return map.parameterCount() + (map instanceof Dense ? OuterProducts.floats(map, draws) : 0);
    }

    @Override
    public void setRows(final int count) {
        gradients.setRows(count);
        if (factors != null) {
            factors.setRows(count);
        }
    }

    @Override
    public void clear(final int row, final int count) {
        gradients.clear(row, count);
    }

    @Override
    public void add(final Pass pass, final int draw, final int row, final int count, final Scratch scratch) {
        if (factors != null) {
            factors.add(pass, draw, row, count, scratch);
            return;
        }
        for (int i = 0; i < count; i++) {
            map.addGradient(pass.layerInput(layer, 0), pass.delta(layer, 0), i, i + 1, true, gradients.block(),
                (long)(row + i) * gradients.size(), scratch);
        }
    }

    @Override
    public void complete(final int row, final int count) {
        if (factors == null) {
            return;
        }
        final int in = factors.leftSize();
        final int out = factors.rightSize();
        final int rows = factors.rows();
        for (int i = row; i < row + count; i++) {
            final Matrix right = new Matrix(factors.right(), (long)i * out, rows * out);
            final long target = (long)i * gradients.size();
            Blas.multiply(true, false, in, out, factors.terms(), new Matrix(factors.left(), (long)i * in, rows * in), right, 0f,
                new Matrix(gradients.block(), target, out));
            Blas.multiply(false, false, 1, out, factors.terms(), new Matrix(ones, 0, factors.terms()), right, 0f,
                new Matrix(gradients.block(), target + map.weightCount(), out));
        }
    }

    @Override
    public void multiply(final GradientPart others, final InnerProducts products) {
        products.add(gradients, ((ExplicitGradients)others).gradients);
    }

    @Override
    public void addSquares(final double[] target, final InnerProducts products) {
        products.addSquares(gradients, target);
    }

    @Override
    public void close() {
        gradients.close();
        ones.close();
        if (factors != null) {
            factors.close();
        }
    }
}
