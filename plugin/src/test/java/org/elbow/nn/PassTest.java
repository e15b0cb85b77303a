package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PassTest {

    private static final int ROWS = 4;

    private static double loss(final Network network, final FloatBlock parameters, final FloatBlock x, final float[] weights) {
        try (Pass pass = new Pass(network, ROWS, false).from(x)) {
            pass.forward(parameters, 0, ROWS, new Scratch());
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * pass.output().get(i);
            }
            return sum;
        }
    }

    @ParameterizedTest
    @EnumSource
    void gradientsOfWeightsAndInputAreThoseOfFiniteDifferences(final Activation activation) {
        check(new Network(0).add(new Dense(6, 5), activation).add(new Dense(5, 7), activation).add(new Dense(7, 3), Activation.IDENTITY),
            activation);
    }

    @ParameterizedTest
    @EnumSource(names = {"IDENTITY", "SOFTPLUS", "TANH", "SIGMOID"}) // differences across many kinks say little
    void gradientsThroughConvolutionsAreThoseOfFiniteDifferences(final Activation activation) {
        check(new Network(0).add(new Conv2d(5, 4, 2, 3, 3, 2, 1), activation).add(new Dense(18, 8), activation)
            .add(new Deconv2d(2, 2, 2, 3, 3, 2, 1, 1), activation).add(new Conv2d(4, 4, 3, 2, 4, 1, 1), Activation.IDENTITY),
            activation);
    }

    private static void check(final Network network, final Activation activation) {
        final int inputSize = network.inputSize();
        final int outputSize = network.outputSize();
        final float[] values = new float[(int)network.end()];
        RandomStreams.gaussian(new SplittableRandom(1), values, 0, values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] *= 0.5f;
        }
        final float[] inputs = new float[ROWS * inputSize];
        RandomStreams.gaussian(new SplittableRandom(2), inputs, 0, inputs.length);
        final float[] weights = new float[ROWS * outputSize];
        RandomStreams.gaussian(new SplittableRandom(3), weights, 0, weights.length);
        final float[] gradient = new float[values.length];
        try (FloatBlock parameters = FloatBlock.of(values); FloatBlock x = FloatBlock.of(inputs);
                FloatBlock inputAdjoint = FloatBlock.allocate(inputs.length);
                Pass pass = new Pass(network, ROWS, true).from(x);
                ParameterGradient sums = new ParameterGradient(List.of(pass), 2)) {
            final Scratch scratch = new Scratch();
            for (final int[] range : new int[][]{{0, 1}, {1, ROWS}}) {
                pass.forward(parameters, range[0], range[1], scratch);
            }
            pass.outputAdjoint().put(0, weights, 0, weights.length);
            pass.backward(parameters, 0, ROWS, scratch);
            pass.inputAdjoint(parameters, inputAdjoint, 0, ROWS, scratch);
            sums.addRows(0, 0, 1, scratch);
            sums.addRows(1, 1, ROWS, scratch);
            for (int worker = 0; worker < 2; worker++) {
                sums.compute(worker, ROWS, (offset, block, count, s) -> block.get(0, gradient, (int)offset, count), scratch);
            }
            final float h = 1e-2f;
            final double[] expected = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                expected[i] = difference(network, parameters, parameters, x, i, h, weights);
            }
            assertClose(expected, gradient, activation + ", parameters");
            final double[] expectedInputs = new double[inputs.length];
            for (int i = 0; i < inputs.length; i++) {
                expectedInputs[i] = difference(network, x, parameters, x, i, h, weights);
            }
            assertClose(expectedInputs, inputAdjoint.toArray(), activation + ", inputs");
        }
    }

    /** Differences in float arithmetic are noisy entry by entry, so the vectors are compared as a whole. */
    private static void assertClose(final double[] expected, final float[] actual, final String what) {
        double error = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            error += (expected[i] - actual[i]) * (expected[i] - actual[i]);
            norm += expected[i] * expected[i];
        }
        assertEquals(0, Math.sqrt(error / norm), 0.01, "relative error of " + what);
    }

    /** A central difference of one entry of a block; falls back to a smaller step where the two halves disagree (a kink). */
    private static double difference(final Network network, final FloatBlock moved, final FloatBlock parameters,
        final FloatBlock x, final int index, final float step, final float[] weights) {
        final float before = moved.get(index);
        double result = Double.NaN;
        for (float h = step; h > 1e-4f; h /= 4) {
            moved.set(index, before + h);
            final double up = loss(network, parameters, x, weights);
            moved.set(index, before - h);
            final double down = loss(network, parameters, x, weights);
            moved.set(index, before);
            final double here = loss(network, parameters, x, weights);
            result = (up - down) / (2 * h);
            if (Math.abs((up - here) - (here - down)) < 0.02 * h) {
                break;
            }
        }
        return result;
    }
}
