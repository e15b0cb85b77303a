package org.elbow.nn;

import java.util.ArrayList;
import java.util.List;

import org.elbow.nn.Network.Layer;

/**
 * Carries tangents beside the values of a {@link Pass}, forward and backward: for each row of the batch a number of
 * directions ẋ in which the input moves, and how the output moves, ẏ = J(x) ẋ.
 *
 * <p>The backward pass takes the adjoints of values and tangents together, which makes it a second-order one: if the loss
 * depends on ẏ, then its derivative by x and by the weights holds second derivatives of the network. With s the sums of a
 * layer and f its activation, ẏ = f′(s) ṡ, so that
 *
 * <pre>adjoint of ṡ = f′(s) · (adjoint of ẏ),   adjoint of s = f′(s) · (adjoint of y) + f″(s) · ṡ · (adjoint of ẏ),</pre>
 *
 * and layers, being linear, send both adjoints back as they are. The values are the pass's own and are not computed again.
 */
public final class DualPass implements GradientSource, AutoCloseable {

    private final Pass values;

    private final List<Layer> layers;

    private final int tangents;

    private final boolean ownsTangentAdjoints;

    private final List<FloatBlock> sumTangents = new ArrayList<>();

    private final List<FloatBlock> outputTangents = new ArrayList<>();

    private final List<FloatBlock> deltas = new ArrayList<>();

    private final List<FloatBlock> tangentDeltas = new ArrayList<>();

    private FloatBlock inputTangent;

    private DualPass(final Pass values, final int capacity, final int tangents, final boolean ownsTangentAdjoints) {
        this.values = values;
        this.tangents = tangents;
        this.ownsTangentAdjoints = ownsTangentAdjoints;
        layers = values.network().layers();
        for (int i = 0; i < layers.size(); i++) {
            final long size = (long)capacity * layers.get(i).map().outputSize();
            final FloatBlock sum = FloatBlock.allocate(size * tangents);
            sumTangents.add(sum);
            outputTangents.add(
                layers.get(i).activation() == Activation.IDENTITY ? sum : FloatBlock.allocate(size * tangents));
            deltas.add(FloatBlock.allocate(size));
            tangentDeltas.add(ownsTangentAdjoints ? FloatBlock.allocate(size * tangents) : values.delta(i, 0));
        }
    }

    /**
     * A pass for several tangents per row, whose output tangents get adjoints of their own.
     *
     * @param values the pass that holds the values
     * @param capacity the largest batch, in rows
     * @param tangents per row
     * @return the pass
     */
    public static DualPass of(final Pass values, final int capacity, final int tangents) {
        return new DualPass(values, capacity, tangents, true);
    }

    /**
     * A pass for the derivative of a directional derivative D = (∂U/∂x) · ẋ, where U is the loss that was sent back through
     * {@code values}: the adjoint of ẏ is then ∂U/∂y, so the adjoints of all tangents are those of that backward pass, and
     * need not be computed again.
     *
     * @param values the pass that holds the values, after its backward pass
     * @param capacity the largest batch, in rows
     * @return the pass, with one tangent per row
     */
    public static DualPass ofDirectionalDerivative(final Pass values, final int capacity) {
        return new DualPass(values, capacity, 1, false);
    }

    /** Names the block of input tangents, [batch · tangents, inputSize]. Called by one thread before the others start. */
    public DualPass from(final FloatBlock tangentsOfInput) {
        inputTangent = tangentsOfInput;
        return this;
    }

    /** @return how the output moves, [batch · tangents, outputSize] */
    public FloatBlock outputTangent() {
        return outputTangents.get(outputTangents.size() - 1);
    }

    /** @return where the caller puts the adjoint of the output before {@link #backward}, [batch, outputSize] */
    public FloatBlock outputAdjoint() {
        return deltas.get(deltas.size() - 1);
    }

    /** @return where the caller puts the adjoint of the output's tangents, [batch · tangents, outputSize] */
    public FloatBlock outputTangentAdjoint() {
        return tangentDeltas.get(tangentDeltas.size() - 1);
    }

    /** Sends the tangents of rows [from, to) through the network, whose values must be there. */
    public void forward(final FloatBlock parameters, final int from, final int to, final Scratch scratch) {
        for (int i = 0; i < layers.size(); i++) {
            final Layer layer = layers.get(i);
            layer.map().tangent(parameters, layer.offset(), tangentInput(i), sumTangents.get(i), from * tangents,
                to * tangents, scratch);
            if (layer.activation() != Activation.IDENTITY) {
                Kernels.multiplyByDerivative(layer.activation(), values.sum(i), values.layerOutput(i),
                    layer.map().outputSize(), sumTangents.get(i), outputTangents.get(i), tangents, from, to, scratch);
            }
        }
    }

    /** Brings the adjoints of rows [from, to) back to the first layer. Changes the adjoints of the output. */
    public void backward(final FloatBlock parameters, final int from, final int to, final Scratch scratch) {
        for (int i = layers.size() - 1; i >= 0; i--) {
            final Layer layer = layers.get(i);
            final int size = layer.map().outputSize();
            if (ownsTangentAdjoints && layer.activation() != Activation.IDENTITY) {
                Kernels.multiplyByDerivative(layer.activation(), values.sum(i), values.layerOutput(i), size,
                    tangentDeltas.get(i), tangentDeltas.get(i), tangents, from, to, scratch);
            }
            Kernels.addCurvature(layer.activation(), values.sum(i), values.layerOutput(i), size, sumTangents.get(i),
                tangentDeltas.get(i), tangents, deltas.get(i), from, to, scratch);
            if (i > 0) {
                layer.map().backward(parameters, layer.offset(), deltas.get(i), deltas.get(i - 1), from, to, scratch);
                if (ownsTangentAdjoints) {
                    layer.map().backward(parameters, layer.offset(), tangentDeltas.get(i), tangentDeltas.get(i - 1),
                        from * tangents, to * tangents, scratch);
                }
            }
        }
    }

    /** After {@link #backward}: the adjoint of the network's input, rows [from, to) of {@code inputAdjoint}. */
    public void inputAdjoint(final FloatBlock parameters, final FloatBlock inputAdjoint, final int from, final int to,
        final Scratch scratch) {
        final Layer first = layers.get(0);
        first.map().backward(parameters, first.offset(), deltas.get(0), inputAdjoint, from, to, scratch);
    }

    private FloatBlock tangentInput(final int layer) {
        return layer == 0 ? inputTangent : outputTangents.get(layer - 1);
    }

    @Override
    public Network network() {
        return values.network();
    }

    @Override
    public int pairs() {
        return 2;
    }

    @Override
    public FloatBlock layerInput(final int layer, final int pair) {
        return pair == 0 ? values.layerInput(layer, 0) : tangentInput(layer);
    }

    @Override
    public FloatBlock delta(final int layer, final int pair) {
        return pair == 0 ? deltas.get(layer) : tangentDeltas.get(layer);
    }

    @Override
    public int rowsPerExample(final int pair) {
        return pair == 0 ? 1 : tangents;
    }

    @Override
    public boolean hasBias(final int pair) {
        return pair == 0;
    }

    @Override
    public void close() {
        sumTangents.forEach(FloatBlock::close);
        outputTangents.forEach(FloatBlock::close);
        deltas.forEach(FloatBlock::close);
        if (ownsTangentAdjoints) {
            tangentDeltas.forEach(FloatBlock::close);
        }
    }
}
