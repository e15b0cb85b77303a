package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExampleNetworkTest {

    private static final int STEPS = 40;

    private static final double RATE = 0.03;

    static Stream<Network> networks() {
        final List<Network> networks = new ArrayList<>();
        for (final Activation f : Activation.values()) {
            networks.add(new Network(3).add(new Dense(11, 9), f).add(new Dense(9, 13), f).add(new Dense(13, 2),
                Activation.IDENTITY));
        }
        networks.add(new Network(0).add(new Dense(11, 4), Activation.TANH));
        networks.add(new Network(0).add(new Dense(11, 80), Activation.RELU).add(new Dense(80, 40), Activation.RELU)
            .add(new Dense(40, 3), Activation.IDENTITY));
        networks.add(new Network(5).add(new Conv2d(6, 5, 2, 3, 3, 2, 1), Activation.RELU)
            .add(new Conv2d(3, 3, 3, 4, 2, 1, 0), Activation.ELU).add(new Dense(16, 6), Activation.SOFTPLUS)
            .add(new Dense(6, 3), Activation.IDENTITY));
        networks.add(new Network(0).add(new Dense(5, 8), Activation.LEAKY_RELU)
            .add(new Deconv2d(2, 2, 2, 3, 3, 2, 1, 1), Activation.TANH));
        return networks.stream();
    }

    /** Zeros, repeated and opposite values among them. */
    private static float[] example(final Network network, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final float[] example = new float[network.inputSize()];
        for (int i = 0; i < example.length; i++) {
            example[i] = switch (i % 4) {
                case 0 -> 0f;
                case 1 -> i % 8 == 1 ? 0.5f : -0.5f;
                default -> (float)random.nextGaussian();
            };
        }
        return example;
    }

    private static float[] parameters(final Network network) {
        final float[] parameters = new float[(int)network.end() + 2];
        RandomStreams.gaussian(new SplittableRandom(4), parameters, 0, parameters.length);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] *= 0.4f;
        }
        if (network.layers().get(0).map() instanceof Dense dense) {
            // the first unit gets a sum of 0 at first, and the activations' values and slopes there
            for (int i = 0; i <= dense.inputSize(); i++) {
                parameters[(int)network.offset() + i * dense.outputSize()] = 0f;
            }
        }
        return parameters;
    }

    /** The derivative of ½ |output − target|² with a target that goes to and fro, so that units fall silent and speak again. */
    private static float[] adjoint(final float[] output, final int step) {
        final float[] adjoint = output.clone();
        for (int i = 0; i < adjoint.length; i++) {
            adjoint[i] -= step % 10 < 5 ? 5f : -5f;
        }
        return adjoint;
    }

    private static List<float[]> train(final Network network, final float[] parameters, final float[] example) {
        final List<float[]> outputs = new ArrayList<>();
        try (Scratch scratch = new Scratch();
                ExampleNetwork copy = new ExampleNetwork(network, parameters, example, scratch)) {
            for (int step = 0; step <= STEPS; step++) {
                final float[] output = new float[network.outputSize()];
                copy.forward(output);
                outputs.add(output);
                copy.step(adjoint(output, step), RATE);
            }
        }
        return outputs;
    }

    /** The same by the means of a whole batch, with every gradient written out. */
    private static List<float[]> trainAsBatchOfOne(final Network network, final float[] parameters, final float[] example) {
        final List<float[]> outputs = new ArrayList<>();
        try (Scratch scratch = new Scratch();
                FloatBlock input = FloatBlock.of(example);
                FloatBlock weights = FloatBlock.of(parameters);
                FloatBlock gradient = FloatBlock.allocate(parameters.length);
                Adam adam = new Adam(weights);
                Pass pass = new Pass(network, 1, true).from(input)) {
            for (int step = 0; step <= STEPS; step++) {
                pass.forward(weights, 0, 1, scratch);
                outputs.add(pass.output().toArray());
                final float[] adjoint = adjoint(outputs.get(step), step);
                pass.outputAdjoint().put(0, adjoint, 0, adjoint.length);
                pass.backward(weights, 0, 1, scratch);
                gradient.clear(0, gradient.length());
                for (int i = 0; i < network.layers().size(); i++) {
                    final Network.Layer layer = network.layers().get(i);
                    layer.map().addGradient(pass.layerInput(i, 0), pass.delta(i, 0), 0, 1, true, gradient, layer.offset(),
                        scratch);
                }
                adam.beginStep(RATE);
                adam.accept(0, gradient, gradient.length(), scratch);
            }
        }
        return outputs;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyStepIsThatOfAdamOnABatchOfThisExampleAlone(final Network network) {
        final float[] parameters = parameters(network);
        final float[] example = example(network, 1);
        final List<float[]> expected = trainAsBatchOfOne(network, parameters, example);
        final List<float[]> actual = train(network, parameters, example);
        for (int step = 0; step <= STEPS; step++) {
            assertArrayEquals(expected.get(step), actual.get(step), 1e-3f, "step " + step);
        }
    }

    @Test
    void theSharedParametersStayAsTheyAre() {
        networks().forEach(network -> {
            final float[] parameters = parameters(network);
            final float[] before = parameters.clone();
            train(network, parameters, example(network, 1));
            assertArrayEquals(before, parameters);
        });
    }

    @Test
    void anExampleOfZerosOnlyMovesTheBiasesOfTheFirstLayer() {
        final Network network = new Network(0).add(new Dense(3, 2), Activation.IDENTITY);
        final float[] outputs = train(network, new float[]{9, 9, 9, 9, 9, 9, 0, 0}, new float[3]).get(1);
        assertArrayEquals(new float[]{(float)RATE, (float)RATE}, outputs, 1e-6f); // Adam's first step is as long as its rate
    }

    @Test
    void hugeAndTinyInputsStayFinite() {
        final Network network =
            new Network(0).add(new Dense(3, 2), Activation.RELU).add(new Dense(2, 1), Activation.IDENTITY);
        final float[] parameters = {1e-12f, -1, 0, 0, 0, 0, 0, -1, 1, 1, 0};
        for (final float[] output : train(network, parameters, new float[]{1e16f, 1e-20f, 1})) {
            assertTrue(Float.isFinite(output[0]), Arrays.toString(output));
        }
    }

    @Test
    void theMemoryOfTheFirstDenseLayerDoesNotGrowWithItsWeights() {
        final Network network = new Network(0).add(new Dense(1000, 500), Activation.RELU);
        assertEquals(4 * (1000 + 4 * 500), ExampleNetwork.bytes(network));
    }
}
