package org.elbow.nn;

import java.util.ArrayList;
import java.util.List;

import org.elbow.nn.Network.Layer;

/**
 * A copy of a network that Adam (Kingma and Ba 2015; β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸) trains on one example alone:
 * {@link #forward}, then {@link #step} and {@link #forward} in turn. The copies of several examples have nothing to do with
 * each other. Belongs to one thread, whose {@link Scratch} it uses.
 */
public final class ExampleNetwork implements AutoCloseable {

    private final List<ExampleLayer> layers = new ArrayList<>();

    private final List<Activation> activations = new ArrayList<>();

    /** The input of each layer, and the output of the last. */
    private final float[][] values;

    private final float[][] sums;

    private final float[][] deltas;

    /** The derivative of each layer's activation. */
    private final float[][] slopes;

    private long step;

    /**
     * Makes a copy.
     *
     * @param network the network
     * @param shared the parameters to start from, in the order of {@code network}; not changed, and not to be changed as long
     *            as this is in use, since parts are copied only when needed
     * @param example [inputSize]; copied
     * @param scratch of the thread that works with this
     */
    public ExampleNetwork(final Network network, final float[] shared, final float[] example,
        final Scratch scratch) {
        final List<Layer> all = network.layers();
        values = new float[all.size() + 1][];
        sums = new float[all.size()][];
        deltas = new float[all.size()][];
        slopes = new float[all.size()][];
        values[0] = java.util.Arrays.copyOf(example, network.inputSize());
        for (int i = 0; i < all.size(); i++) {
            final Layer layer = all.get(i);
            final int offset = Math.toIntExact(layer.offset());
            if (!(layer.map() instanceof Dense dense)) {
                layers.add(new ExampleConvolution(layer.map(), shared, offset, scratch));
            } else if (i == 0) {
                layers.add(new FirstExampleDense(dense, shared, offset, values[0]));
            } else {
                layers.add(new ExampleDense(dense, shared, offset));
            }
            activations.add(layer.activation());
            final int size = layer.map().outputSize();
            values[i + 1] = new float[size];
            sums[i] = new float[size];
            deltas[i] = new float[size];
            slopes[i] = new float[size];
        }
    }

    /**
     * How much memory a copy of a network takes.
     *
     * @param network the network
     * @return the most bytes that it may come to hold
     */
    public static long bytes(final Network network) {
        long floats = 0;
        boolean first = true;
        for (final Layer layer : network.layers()) {
            if (!(layer.map() instanceof Dense dense)) {
                floats += ExampleConvolution.floats(layer.map());
            } else if (!first) {
                floats += ExampleDense.floats(dense);
            }
            floats += layer.map().inputSize() + 4L * layer.map().outputSize();
            first = false;
        }
        return Float.BYTES * floats;
    }

    /** Sets {@code output} [outputSize] to what the example's network gives for the example. */
    public void forward(final float[] output) {
        for (int i = 0; i < sums.length; i++) {
            layers.get(i).forward(values[i], sums[i]);
            activations.get(i).value(sums[i], values[i + 1], sums[i].length);
        }
        System.arraycopy(values[sums.length], 0, output, 0, sums[sums.length - 1].length);
    }

    /**
     * Takes a step of Adam on the example's parameters, after {@link #forward}.
     *
     * @param outputAdjoint the loss's derivative by the output, [outputSize]; not changed
     * @param learningRate Adam's step size, positive
     */
    public void step(final float[] outputAdjoint, final double learningRate) {
        step++;
        final AdamStep adam = AdamStep.of(learningRate, step);
        final int last = sums.length - 1;
        slope(last);
        System.arraycopy(outputAdjoint, 0, deltas[last], 0, deltas[last].length);
        HeapKernels.multiply(deltas[last], slopes[last], deltas[last].length);
        for (int i = last; i > 0; i--) {
            slope(i - 1);
            layers.get(i).step(values[i], deltas[i], slopes[i - 1], deltas[i - 1], adam);
        }
        layers.get(0).step(values[0], deltas[0], null, null, adam);
    }

    private void slope(final int layer) {
        activations.get(layer).derivative(sums[layer], values[layer + 1], slopes[layer], sums[layer].length);
    }

    /** Frees what is held outside the heap. */
    @Override
    public void close() {
        layers.forEach(ExampleLayer::close);
    }
}
