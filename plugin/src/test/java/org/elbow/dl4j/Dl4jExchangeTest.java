package org.elbow.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ModelSerializer;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.elbow.nn.Activation;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.Network;
import org.elbow.nn.Pass;
import org.elbow.nn.RandomStreams;
import org.elbow.nn.Scratch;
import org.elbow.vae.Architecture;
import org.elbow.vae.Checkpoint;
import org.elbow.vae.LayerSpec;
import org.elbow.vae.LayerSpec.Conv2dSpec;
import org.elbow.vae.LayerSpec.Deconv2dSpec;
import org.elbow.vae.LayerSpec.DenseSpec;
import org.elbow.vae.LayerSpec.ReshapeSpec;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.SmallData;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeStructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** DL4J computes the same outputs and the same gradients from the networks that it is given. */
class Dl4jExchangeTest {

    private static final int BATCH = 5;

    static Stream<Architecture> architectures() {
        final Architecture denseOnImages = new Architecture(List.of(3, 4, 2), 2,
            List.of(new ReshapeSpec(List.of(24)), new DenseSpec(24, 5, Activation.TANH)),
            List.of(new DenseSpec(2, 24, Activation.SIGMOID)));
        final Architecture headsOnImages = new Architecture(List.of(2, 5, 4), 1,
            List.of(new Conv2dSpec(2, 3, 2, 1, 0, Activation.ELU), new ReshapeSpec(List.of(36))), List.of(new DenseSpec(1, 40, Activation.TANH)));
        return Stream.concat(Stream.of(denseOnImages, headsOnImages),
            IntStream.range(0, 12).mapToObj(i -> i % 2 == 0 ? dense(i) : convolutional(i)));
    }

    private static Activation activation(final SplittableRandom random) {
        return Activation.values()[random.nextInt(Activation.values().length)];
    }

    private static Architecture dense(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final List<LayerSpec> encoder = new ArrayList<>();
        final List<LayerSpec> decoder = new ArrayList<>();
        final int features = 3 + random.nextInt(8);
        int size = features;
        for (int i = random.nextInt(3); i > 0; i--) {
            final int next = 2 + random.nextInt(9);
            encoder.add(new DenseSpec(size, next, activation(random)));
            size = next;
        }
        final int latent = 1 + random.nextInt(4);
        decoder.add(new DenseSpec(latent, 6, activation(random)));
        decoder.add(new DenseSpec(6, features, Activation.IDENTITY));
        return new Architecture(List.of(features), latent, encoder, decoder);
    }

    /** Oblong images of several channels; with and without output padding. */
    private static Architecture convolutional(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final int channels = 1 + random.nextInt(3);
        final int latent = 1 + random.nextInt(4);
        final int padding = random.nextInt(2);
        final List<LayerSpec> encoder = new ArrayList<>(List.of(
            new Conv2dSpec(channels, 3, 3, 2, padding, activation(random)), new Conv2dSpec(3, 4, 2, 1, 1, activation(random))));
        List<Integer> shape = List.of(channels, 8, 6);
        for (final LayerSpec layer : encoder) {
            shape = layer.outputShape(shape);
        }
        final int flat = shape.get(0) * shape.get(1) * shape.get(2);
        encoder.add(new ReshapeSpec(List.of(flat)));
        encoder.add(new DenseSpec(flat, 7, activation(random)));
        final List<LayerSpec> decoder = new ArrayList<>();
        decoder.add(new DenseSpec(latent, 4 * 4 * 3, activation(random)));
        decoder.add(new ReshapeSpec(List.of(4, 4, 3)));
        decoder.add(new Deconv2dSpec(4, 2, 3, 1, 1, 0, activation(random)));
        decoder.add(padding == 0 ? new Deconv2dSpec(2, channels, 4, 2, 1, 0, Activation.IDENTITY)
            : new Deconv2dSpec(2, channels, 3, 2, 1, 1, activation(random)));
        if (random.nextBoolean()) {
            decoder.add(new ReshapeSpec(List.of(channels * 8 * 6)));
        }
        return new Architecture(List.of(channels, 8, 6), latent, encoder, decoder);
    }

    private static VaeModel model(final Architecture architecture) {
        final LikelihoodSpec likelihood = LikelihoodSpec.gaussian(architecture.features());
        final float[] parameters = new float[new VaeStructure(architecture, likelihood).parameterCount()];
        RandomStreams.gaussian(new SplittableRandom(3), parameters, 0, parameters.length);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] *= 0.4f;
        }
        return new VaeModel(architecture, likelihood,
            new FeatureEncoding(List.of(new VectorEncoding("x", architecture.features(), Scaling.NONE, 0, 1))), parameters,
            Map.of("step", new float[]{0.5f}), List.of(new Checkpoint(1, 1, parameters.clone())),
            SmallData.model().record());
    }

    /** Rows of images, pixel by pixel, listed channel by channel. */
    private static float[] channelsFirst(final float[] rows, final List<Integer> shape) {
        if (shape.size() == 1) {
            return rows;
        }
        final int channels = shape.get(0);
        final int pixels = shape.get(1) * shape.get(2);
        final float[] result = new float[rows.length];
        for (int row = 0; row < rows.length; row += channels * pixels) {
            for (int channel = 0; channel < channels; channel++) {
                for (int pixel = 0; pixel < pixels; pixel++) {
                    result[row + channel * pixels + pixel] = rows[row + pixel * channels + channel];
                }
            }
        }
        return result;
    }

    private static void assertClose(final float[] expected, final float[] actual, final String what) {
        float largest = 0;
        for (final float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertArrayEquals(expected, actual, 1e-4f * largest, what);
    }

    /** Compares a network with the engine's, for random rows and random adjoints of the outputs. */
    private static void compare(final VaeModel model, final Network network, final MultiLayerNetwork other,
        final List<Integer> inputShape, final List<Integer> outputShape, final String prefix) {
        final float[] input = new float[BATCH * network.inputSize()];
        final float[] adjoint = new float[BATCH * network.outputSize()];
        RandomStreams.gaussian(new SplittableRandom(5), input, 0, input.length);
        RandomStreams.gaussian(new SplittableRandom(6), adjoint, 0, adjoint.length);
        try (Scratch scratch = new Scratch();
                FloatBlock parameters = FloatBlock.of(model.parameters());
                FloatBlock rows = FloatBlock.of(input);
                FloatBlock inputAdjoint = FloatBlock.allocate(input.length);
                FloatBlock gradient = FloatBlock.allocate(parameters.length());
                Pass pass = new Pass(network, BATCH, true).from(rows)) {
            pass.forward(parameters, 0, BATCH, scratch);
            pass.outputAdjoint().put(0, adjoint, 0, adjoint.length);
            pass.backward(parameters, 0, BATCH, scratch);
            pass.inputAdjoint(parameters, inputAdjoint, 0, BATCH, scratch);
            for (int i = 0; i < network.layers().size(); i++) {
                final Network.Layer layer = network.layers().get(i);
                layer.map().addGradient(pass.layerInput(i, 0), pass.delta(i, 0), 0, BATCH, true, gradient, layer.offset(),
                    scratch);
            }
            other.setInput(Nd4j.create(channelsFirst(input, inputShape), new long[]{BATCH, network.inputSize()}, 'c'));
            final List<INDArray> activations = other.feedForward(true, false);
            assertClose(channelsFirst(pass.output().toArray(), outputShape), floats(activations.get(activations.size() - 1)),
                prefix + " output");
            final var backward = other.backpropGradient(
                Nd4j.create(channelsFirst(adjoint, outputShape), new long[]{BATCH, network.outputSize()}, 'c'),
                LayerWorkspaceMgr.noWorkspaces());
            assertClose(channelsFirst(inputAdjoint.toArray(), inputShape), floats(backward.getSecond()), prefix + " input");
            compareGradients(model.structure().toTensors(gradient.toArray()), backward.getFirst(), prefix);
        }
    }

    private static float[] floats(final INDArray array) {
        return array.dup('c').data().asFloat();
    }

    /** The gradient as a model file would list it: dense weights [out, in], the two heads one after the other. */
    private static void compareGradients(final Map<String, float[]> expected, final Gradient actual, final String prefix) {
        final List<String> names = actual.gradientForVariable().keySet().stream().sorted().toList(); // 0_W, 0_b, 1_W, …
        int next = 0;
        for (final Map.Entry<String, float[]> tensor : expected.entrySet()) {
            final String name = tensor.getKey();
            if (name.startsWith(prefix) || name.startsWith("mean") && prefix.equals("encoder")) {
                final INDArray gradient = actual.getGradientFor(names.get(next++));
                final boolean dense = name.endsWith("weight") && gradient.rank() == 2;
                final float[] values = floats(dense ? gradient.transpose() : gradient);
                assertClose(name.startsWith("mean") ? concatenate(tensor.getValue(), expected.get(name.replace("mean", "logvar")))
                    : tensor.getValue(), values, name);
            }
        }
        assertEquals(names.size(), next);
    }

    private static float[] concatenate(final float[] first, final float[] second) {
        final float[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void outputsAndGradientsAreThoseOfDl4j(final Architecture architecture) {
        final VaeModel model = model(architecture);
        final MultiLayerNetwork encoder = Dl4jExchange.encoder(model);
        final MultiLayerNetwork decoder = Dl4jExchange.decoder(model);
        compare(model, model.structure().encoder(), encoder, architecture.inputShape(), List.of(2 * architecture.latent()),
            "encoder");
        final boolean images = architecture.decoderShapes().stream().anyMatch(shape -> shape.size() == 3);
        compare(model, model.structure().decoder(), decoder, List.of(architecture.latent()),
            images ? architecture.inputShape() : List.of(architecture.features()), "decoder");
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void networksThereAndBackGiveTheSameModel(final Architecture architecture) {
        final VaeModel model = model(architecture);
        final float[] zeros = new float[model.parameters().length];
        final int own = model.structure().likelihoodOffset();
        System.arraycopy(model.parameters(), own, zeros, own, zeros.length - own);
        final VaeModel blank = new VaeModel(architecture, model.likelihood(), model.encoding(), zeros, model.learned(),
            model.checkpoints(), model.record());
        final MultiLayerNetwork encoder = Dl4jExchange.encoder(model);
        final MultiLayerNetwork decoder = Dl4jExchange.decoder(model);
        final VaeModel back = Dl4jExchange.withNetworks(blank, encoder, decoder);
        assertArrayEquals(model.parameters(), back.parameters());
        assertEquals(0, back.checkpoints().size());
        assertEquals(model.learned().keySet(), back.learned().keySet());
        assertEquals(0f, blank.parameters()[0]);
    }

    @Test
    void aNetworkThatDl4jHasSavedAndLoadedComesBack() throws IOException {
        final VaeModel model = model(convolutional(1));
        final ByteArrayOutputStream file = new ByteArrayOutputStream();
        final MultiLayerNetwork encoder = Dl4jExchange.encoder(model);
        final MultiLayerNetwork decoder = Dl4jExchange.decoder(model);
        ModelSerializer.writeModel(decoder, file, false);
        final MultiLayerNetwork loaded =
            ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file.toByteArray()), false);
        assertArrayEquals(model.parameters(), Dl4jExchange.withNetworks(model, encoder, loaded).parameters());
    }

    @Test
    void aNetworkOfAnotherShapeIsRefusedWithTheLayerThatDiffers() {
        final VaeModel model = model(Architecture.dense(6, 6, List.of(5), 2, Activation.TANH));
        final VaeModel other = model(Architecture.dense(6, 6, List.of(5), 2, Activation.ELU));
        final MultiLayerNetwork encoder = Dl4jExchange.encoder(model);
        final MultiLayerNetwork decoder = Dl4jExchange.decoder(other);
        final String message = assertThrows(IllegalArgumentException.class,
            () -> Dl4jExchange.withNetworks(model, encoder, decoder)).getMessage();
        assertTrue(message.contains("decoder") && message.contains("layer 0") && message.contains("ActivationELU")
            && message.contains("ActivationTanH"), message);
    }

    @Test
    void weightsThatAreNotFiniteAreRefused() {
        final VaeModel model = model(dense(0));
        final MultiLayerNetwork encoder = Dl4jExchange.encoder(model);
        final MultiLayerNetwork decoder = Dl4jExchange.decoder(model);
        decoder.getParam("1_b").putScalar(0, Float.NaN);
        final String message = assertThrows(IllegalArgumentException.class,
            () -> Dl4jExchange.withNetworks(model, encoder, decoder)).getMessage();
        assertTrue(message.contains("1_b") && message.contains("NaN"), message);
    }

    @Test
    void anOutputPaddingThatDl4jCannotExpressIsRefused() {
        final VaeModel model = model(new Architecture(List.of(9), 4, List.of(), List.of(new ReshapeSpec(List.of(1, 2, 2)),
            new Deconv2dSpec(1, 1, 1, 2, 0, 0, Activation.IDENTITY))));
        Dl4jExchange.decoder(model).close();
        final VaeModel padded = model(new Architecture(List.of(16), 4, List.of(), List.of(new ReshapeSpec(List.of(1, 2, 2)),
            new Deconv2dSpec(1, 1, 1, 2, 0, 1, Activation.IDENTITY))));
        final String message = assertThrows(IllegalArgumentException.class, () -> Dl4jExchange.decoder(padded)).getMessage();
        assertTrue(message.contains("Layer 2 of the decoder") && message.contains("output padding 1"), message);
    }

    @Test
    void aCodeThatIsTakenForAnImageOfSeveralChannelsIsRefused() {
        final VaeModel model = model(new Architecture(List.of(16), 8, List.of(), List.of(new ReshapeSpec(List.of(2, 2, 2)),
            new Deconv2dSpec(2, 1, 2, 2, 0, 0, Activation.IDENTITY))));
        final String message = assertThrows(IllegalArgumentException.class, () -> Dl4jExchange.decoder(model)).getMessage();
        assertTrue(message.contains("Layer 2 of the decoder") && message.contains("[2, 2, 2]"), message);
    }
}
