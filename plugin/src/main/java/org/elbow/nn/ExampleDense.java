package org.elbow.nn;

import java.util.Arrays;

/**
 * A dense layer of one example's own. The weights from one input are an array, with arrays of Adam's averages beside it; the
 * biases are the weights of a further input, which is always 1. The gradient a δᵀ is never stored.
 *
 * <p>The weights from an input are copied when the input is first different from 0. Until then their gradient was 0 in every
 * step, and Adam without weight decay does not move such weights.
 */
final class ExampleDense implements ExampleLayer {

    private final Dense map;

    private final float[] shared;

    private final int offset;

    private final float[][] weights;

    private final float[][] firstMoments;

    private final float[][] secondMoments;

    /** The inputs that are not 0, and how many these are. */
    private final int[] active;

    ExampleDense(final Dense map, final float[] shared, final int offset) {
        this.map = map;
        this.shared = shared;
        this.offset = offset;
        final int rows = map.inputSize() + 1;
        weights = new float[rows][];
        firstMoments = new float[rows][];
        secondMoments = new float[rows][];
        active = new int[rows];
    }

    /** @return floats that such a layer may come to hold */
    static long floats(final Dense map) {
        return 3L * map.parameterCount();
    }

    /** The weights from an input, copied from the shared ones if that has not been done yet. */
    private float[] weights(final int input) {
        if (weights[input] == null) {
            final int n = map.outputSize();
            weights[input] = Arrays.copyOfRange(shared, offset + input * n, offset + (input + 1) * n);
            firstMoments[input] = new float[n];
            secondMoments[input] = new float[n];
        }
        return weights[input];
    }

    @Override
    public void forward(final float[] input, final float[] sum) {
        final int n = map.outputSize();
        int count = 0;
        for (int i = 0; i < map.inputSize(); i++) {
            if (input[i] != 0) {
                active[count++] = i;
            }
        }
        System.arraycopy(weights(map.inputSize()), 0, sum, 0, n);
        int k = 0;
        for (; k + 3 < count; k += 4) {
            HeapKernels.addMultiples(input[active[k]], weights(active[k]), input[active[k + 1]], weights(active[k + 1]),
                input[active[k + 2]], weights(active[k + 2]), input[active[k + 3]], weights(active[k + 3]), sum, n);
        }
        for (; k < count; k++) {
            HeapKernels.addMultiple(input[active[k]], weights(active[k]), sum, n);
        }
    }

    @Override
    public void step(final float[] input, final float[] delta, final float[] slope, final float[] inputDelta,
        final AdamStep adam) {
        final int n = map.outputSize();
        final int inputs = map.inputSize();
        for (int i = 0; i < inputs; i++) {
            inputDelta[i] = slope[i] == 0 ? 0f : slope[i] * HeapKernels.dot(weights(i), delta, n);
            if (weights[i] != null) { // also with an input of 0: the averages go on moving the weights
                adam.apply(weights[i], firstMoments[i], secondMoments[i], input[i], delta, n);
            }
        }
        adam.apply(weights[inputs], firstMoments[inputs], secondMoments[inputs], 1f, delta, n);
    }

    @Override
    public void close() {
        // all on the heap
    }
}
