package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class Deconv2dTest extends LinearOpContract {

    @Override
    LinearOp[] maps() {
        return new LinearOp[]{new Deconv2d(1, 1, 1, 1, 1, 1, 0, 0), new Deconv2d(2, 3, 4, 2, 3, 2, 1, 1),
            new Deconv2d(7, 7, 3, 2, 4, 2, 1, 0), new Deconv2d(30, 30, 2, 3, 5, 1, 2, 0)};
    }

    @Test
    void itIsTheAdjointOfTheConvolutionWithTheSameWeights() {
        // a convolution from [5, 7, 3] to [3, 4, 2] and its adjoint from [3, 4, 2] to [5, 7, 3]
        final Conv2d down = new Conv2d(5, 7, 3, 2, 3, 2, 1);
        final Deconv2d up = new Deconv2d(3, 4, 2, 3, 3, 2, 1, 0);
        assertEquals(down.inputSize(), up.outputSize());
        final float[] weights = new float[down.weightCount()]; // [window, outChannels]
        RandomStreams.gaussian(new java.util.SplittableRandom(1), weights, 0, weights.length);
        final float[] transposed = new float[up.parameterCount()]; // [outChannels, window]
        for (int i = 0; i < weights.length; i++) {
            transposed[i % 2 * (weights.length / 2) + i / 2] = weights[i];
        }
        final float[] x = new float[up.inputSize()];
        RandomStreams.gaussian(new java.util.SplittableRandom(2), x, 0, x.length);
        try (FloatBlock downWeights = FloatBlock.of(weights); FloatBlock upWeights = FloatBlock.of(transposed);
                FloatBlock small = FloatBlock.of(x); FloatBlock expected = FloatBlock.allocate(down.inputSize());
                FloatBlock actual = FloatBlock.allocate(up.outputSize())) {
            final Scratch scratch = new Scratch();
            down.backward(downWeights, 0, small, expected, 0, 1, scratch);
            up.value(upWeights, 0, small, actual, 0, 1, scratch);
            for (int i = 0; i < up.outputSize(); i++) {
                assertEquals(expected.get(i), actual.get(i), 1e-5, "pixel " + i);
            }
        }
    }

    @Test
    void outputPaddingOfAStrideOrMoreIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Deconv2d(3, 3, 1, 1, 3, 2, 1, 2));
    }
}
