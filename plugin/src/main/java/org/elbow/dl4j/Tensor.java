package org.elbow.dl4j;

import java.util.function.IntUnaryOperator;

import org.elbow.nn.Conv2d;
import org.elbow.nn.Deconv2d;
import org.elbow.nn.Dense;
import org.elbow.nn.LinearOp;

/**
 * Where the entries of a parameter of DL4J stand among a model's. DL4J lists images channel by channel and has weights of
 * convolutions [out, in, height, width] and of transposed ones [in, out, height, width]; here channels are last.
 *
 * @param shape of the parameter in DL4J
 * @param place where the entry i, counted row by row, stands from the beginning of the layer's parameters on
 */
record Tensor(long[] shape, IntUnaryOperator place) {

    int size() {
        int size = 1;
        for (final long n : shape) {
            size *= (int)n;
        }
        return size;
    }

    /**
     * The weights of a layer.
     *
     * @param inputOrder where the inputs of a dense layer stand in memory, in DL4J's order; {@code null} for the same order
     * @param outputOrder where its outputs stand; {@code null} for the same order
     */
    static Tensor weights(final LinearOp map, final int[] inputOrder, final int[] outputOrder) {
        if (map instanceof Dense dense) {
            final int out = dense.outputSize();
            return new Tensor(new long[]{dense.inputSize(), out},
                i -> at(inputOrder, i / out) * out + at(outputOrder, i % out));
        } else if (map instanceof Conv2d conv) {
            final int area = conv.kernel() * conv.kernel();
            final int in = conv.channels();
            final int out = conv.outChannels();
            return new Tensor(new long[]{out, in, conv.kernel(), conv.kernel()},
                i -> (i % area * in + i / area % in) * out + i / (area * in));
        }
        final Deconv2d deconv = (Deconv2d)map;
        final int area = deconv.kernel() * deconv.kernel();
        final int out = deconv.outChannels();
        return new Tensor(new long[]{deconv.channels(), out, deconv.kernel(), deconv.kernel()},
            i -> (i / (area * out) * area + i % area) * out + i / area % out);
    }

    /** The biases of a layer; as {@link #weights}. */
    static Tensor biases(final LinearOp map, final int[] outputOrder) {
        return new Tensor(new long[]{1, map.parameterCount() - map.weightCount()}, i -> map.weightCount() + at(outputOrder, i));
    }

    private static int at(final int[] order, final int i) {
        return order == null ? i : order[i];
    }
}
