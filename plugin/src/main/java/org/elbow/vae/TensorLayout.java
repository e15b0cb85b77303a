package org.elbow.vae;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

import org.elbow.nn.Conv2d;
import org.elbow.nn.Deconv2d;

/**
 * How a named tensor of a model file stands among the engine's parameters. Files list images channel by channel and put
 * outputs first, as most libraries do; the engine has channels last and inputs first.
 *
 * @param shape of the tensor in files
 * @param offset where its parameters begin in the engine
 * @param place the distance from there to the entry i of the file
 */
record TensorLayout(List<Integer> shape, int offset, IntUnaryOperator place) {

    /** How many entries the tensor has. */
    int size() {
        return Architecture.size(shape);
    }

    /** Where the entry i of the file stands among the parameters. */
    int index(final int i) {
        return offset + place.applyAsInt(i);
    }

    /**
     * A dense layer, or some columns of one.
     *
     * @param rows inputs
     * @param rowSize outputs of the whole layer
     * @param column the first of the outputs that belong to this tensor
     * @param count how many of them
     * @param inputOrder where the file's inputs stand in memory
     * @param outputOrder where the file's outputs stand in memory
     */
    static Map<String, TensorLayout> dense(final String name, final long offset, final int rows, final int rowSize,
        final int column, final int count, final IntUnaryOperator inputOrder, final IntUnaryOperator outputOrder) {
        final Map<String, TensorLayout> layouts = new LinkedHashMap<>();
        final int start = Math.toIntExact(offset);
        layouts.put(name + ".weight", new TensorLayout(List.of(count, rows), start,
            i -> inputOrder.applyAsInt(i % rows) * rowSize + column + outputOrder.applyAsInt(i / rows)));
        layouts.put(name + ".bias", new TensorLayout(List.of(count), Math.addExact(start, rows * rowSize),
            i -> column + outputOrder.applyAsInt(i)));
        return layouts;
    }

    static Map<String, TensorLayout> convolution(final String name, final long offset, final Conv2d map) {
        final int area = map.kernel() * map.kernel();
        final int in = map.channels();
        final int out = map.outChannels();
        return convolution(name, offset, List.of(out, in, map.kernel(), map.kernel()),
            i -> (i % area * in + i / area % in) * out + i / (area * in), map.weightCount(), out);
    }

    static Map<String, TensorLayout> transposedConvolution(final String name, final long offset, final Deconv2d map) {
        final int area = map.kernel() * map.kernel();
        final int out = map.outChannels();
        return convolution(name, offset, List.of(map.channels(), out, map.kernel(), map.kernel()),
            i -> i / (area * out) * area * out + i % area * out + i / area % out, map.weightCount(), out);
    }

    private static Map<String, TensorLayout> convolution(final String name, final long offset, final List<Integer> shape,
        final IntUnaryOperator place, final int weights, final int biases) {
        final Map<String, TensorLayout> layouts = new LinkedHashMap<>();
        final int start = Math.toIntExact(offset);
        layouts.put(name + ".weight", new TensorLayout(shape, start, place));
        layouts.put(name + ".bias", new TensorLayout(List.of(biases), start + weights, i -> i));
        return layouts;
    }

    /**
     * Where the entries of an image [channels, height, width] stand when it is [height, width, channels] in memory. Computed
     * entry by entry, since a description may state any size before it is known whether there are weights for it.
     */
    static IntUnaryOperator channelsLast(final List<Integer> shape) {
        final int channels = shape.get(0);
        final int pixels = shape.get(1) * shape.get(2);
        return i -> i % pixels * channels + i / pixels;
    }
}
