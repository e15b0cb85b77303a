package org.elbow.nn;

import java.util.ArrayList;
import java.util.List;

import org.elbow.nn.Network.Layer;

/**
 * A forward and a backward pass of a batch through a network, with all that has to be remembered between the two.
 *
 * <p>The blocks hold the whole batch, and the methods take a range of its rows: several threads may work on disjoint ranges
 * at once. After {@link #backward}, {@link #layerInput} and {@link #delta} are the two factors whose outer product is each
 * example's gradient.
 */
public final class Pass implements GradientSource, AutoCloseable {

    private final Network network;

    private final List<Layer> layers;

    private final List<FloatBlock> sums = new ArrayList<>();

    private final List<FloatBlock> outputs = new ArrayList<>();

    private final List<FloatBlock> deltas = new ArrayList<>();

    private FloatBlock input;

    /**
     * Allocates a pass.
     *
     * @param network the network
     * @param capacity the largest batch, in rows
     * @param backward whether the backward pass is wanted
     */
    public Pass(final Network network, final int capacity, final boolean backward) {
        this.network = network;
        layers = network.layers();
        for (final Layer layer : layers) {
            final long size = (long)capacity * layer.map().outputSize();
            final FloatBlock sum = FloatBlock.allocate(size);
            sums.add(sum);
            outputs.add(layer.activation() == Activation.IDENTITY ? sum : FloatBlock.allocate(size));
            if (backward) {
                deltas.add(FloatBlock.allocate(size));
            }
        }
    }

    @Override
    public Network network() {
        return network;
    }

    /** @return what the last forward pass gave, [batch, outputSize] */
    public FloatBlock output() {
        return outputs.get(outputs.size() - 1);
    }

    /** @return where the caller puts the adjoint of the output before {@link #backward}, [batch, outputSize] */
    public FloatBlock outputAdjoint() {
        return deltas.get(deltas.size() - 1);
    }

    @Override
    public int pairs() {
        return 1;
    }

    @Override
    public FloatBlock layerInput(final int layer, final int pair) {
        return layer == 0 ? input : outputs.get(layer - 1);
    }

    @Override
    public FloatBlock delta(final int layer, final int pair) {
        return deltas.get(layer);
    }

    @Override
    public int rowsPerExample(final int pair) {
        return 1;
    }

    @Override
    public boolean hasBias(final int pair) {
        return true;
    }

    /**
     * Names the block that the next forward passes read, [batch, inputSize]. Called by one thread before the others start.
     *
     * @return this
     */
    public Pass from(final FloatBlock batch) {
        input = batch;
        return this;
    }

    /** @return the sums of a layer, before its activation, [batch, its outputSize] */
    FloatBlock sum(final int layer) {
        return sums.get(layer);
    }

    /** @return the output of a layer, [batch, its outputSize] */
    FloatBlock layerOutput(final int layer) {
        return outputs.get(layer);
    }

    /** Sends rows [from, to) of the input through the network. */
    public void forward(final FloatBlock parameters, final int from, final int to, final Scratch scratch) {
        for (int i = 0; i < layers.size(); i++) {
            final Layer layer = layers.get(i);
            layer.map().value(parameters, layer.offset(), layerInput(i, 0), sums.get(i), from, to, scratch);
            Kernels.activate(layer.activation(), sums.get(i), outputs.get(i), range(layer, from), range(layer, to), scratch);
        }
    }

    /** Brings rows [from, to) of {@link #outputAdjoint} back to the first layer. Changes the adjoint of the output. */
    public void backward(final FloatBlock parameters, final int from, final int to, final Scratch scratch) {
        for (int i = layers.size() - 1; i >= 0; i--) {
            final Layer layer = layers.get(i);
            Kernels.multiplyByDerivative(layer.activation(), sums.get(i), outputs.get(i), deltas.get(i), range(layer, from),
                range(layer, to), scratch);
            if (i > 0) {
                layer.map().backward(parameters, layer.offset(), deltas.get(i), deltas.get(i - 1), from, to, scratch);
            }
        }
    }

    /** After {@link #backward}: the adjoint of the network's input, rows [from, to) of {@code inputAdjoint}. */
    public void inputAdjoint(final FloatBlock parameters, final FloatBlock inputAdjoint, final int from, final int to,
        final Scratch scratch) {
        final Layer first = layers.get(0);
        first.map().backward(parameters, first.offset(), deltas.get(0), inputAdjoint, from, to, scratch);
    }

    private static long range(final Layer layer, final int row) {
        return (long)row * layer.map().outputSize();
    }

    @Override
    public void close() {
        sums.forEach(FloatBlock::close);
        outputs.forEach(FloatBlock::close);
        deltas.forEach(FloatBlock::close);
    }
}
