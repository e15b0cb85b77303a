package org.elbow.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.elbow.nn.Activation;
import org.elbow.nn.NativeRuntime;
import org.elbow.nn.Network;
import org.elbow.vae.Architecture;
import org.elbow.vae.LayerSpec;
import org.elbow.vae.LayerSpec.Conv2dSpec;
import org.elbow.vae.LayerSpec.Deconv2dSpec;
import org.elbow.vae.LayerSpec.DenseSpec;
import org.elbow.vae.LayerSpec.ReshapeSpec;
import org.elbow.vae.VaeModel;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One of a model's networks as DL4J builds it: its layers, what reshapes between them, and where its parameters stand. */
final class Dl4jNetwork {

    /** A parameter by DL4J's name, and where its layer's parameters begin among the model's. */
    private record Parameter(String name, Tensor tensor, int offset) {
    }

    private final String name;

    private final List<Layer> layers = new ArrayList<>();

    private final Map<Integer, InputPreProcessor> reshapes = new LinkedHashMap<>();

    private final List<Parameter> parameters = new ArrayList<>();

    /** The shape of the images that the last layer gives; {@code null} if it gives flat rows. */
    private List<Integer> image;

    /** Where a flat row stands in memory, in DL4J's order; {@code null} for the same order. */
    private int[] order;

    private Dl4jNetwork(final String name) {
        this.name = name;
    }

    static Dl4jNetwork encoder(final VaeModel model) {
        final Architecture architecture = model.architecture();
        final List<List<Integer>> shapes = architecture.encoderShapes();
        final List<LayerSpec> specs = new ArrayList<>(architecture.encoder());
        final int inputs = shapes.get(specs.size()).stream().reduce(1, Math::multiplyExact);
        specs.add(new DenseSpec(inputs, 2 * architecture.latent(), Activation.IDENTITY));
        final Dl4jNetwork network = new Dl4jNetwork("encoder");
        network.order = channelsLast(firstImage(specs, shapes, 0));
        network.add(specs, shapes, model.structure().encoder());
        return network;
    }

    static Dl4jNetwork decoder(final VaeModel model) {
        final Architecture architecture = model.architecture();
        final Dl4jNetwork network = new Dl4jNetwork("decoder");
        network.add(architecture.decoder(), architecture.decoderShapes(), model.structure().decoder());
        return network;
    }

    private void add(final List<LayerSpec> specs, final List<List<Integer>> shapes, final Network network) {
        int next = 0;
        for (int i = 0; i < specs.size(); i++) {
            if (specs.get(i) instanceof ReshapeSpec) {
                continue; // the layers after it say what they take
            }
            final Network.Layer layer = network.layers().get(next++);
            final List<Integer> input = shapes.get(i);
            int[] inputOrder = null;
            int[] outputOrder = null;
            if (specs.get(i) instanceof DenseSpec) {
                flatten();
                inputOrder = order;
                outputOrder = channelsLast(firstImage(specs, shapes, i + 1));
                order = outputOrder;
            } else {
                takeImages(i, input);
            }
            final String prefix = layers.size() + "_";
            final int offset = Math.toIntExact(layer.offset());
            parameters.add(new Parameter(prefix + "W", Tensor.weights(layer.map(), inputOrder, outputOrder), offset));
            parameters.add(new Parameter(prefix + "b", Tensor.biases(layer.map(), outputOrder), offset));
            addLayer(i, specs.get(i));
            image = specs.get(i) instanceof DenseSpec ? null : shapes.get(i + 1);
        }
        if (image != null) {
            flatten();
            layers.add(new ActivationLayer(org.nd4j.linalg.activations.Activation.IDENTITY));
        }
    }

    private void addLayer(final int index, final LayerSpec spec) {
        if (spec instanceof DenseSpec dense) {
            layers.add(Dl4jLayers.dense(dense));
        } else if (spec instanceof Conv2dSpec conv) {
            layers.add(Dl4jLayers.convolution(conv));
        } else {
            final Deconv2dSpec deconv = (Deconv2dSpec)spec;
            if (deconv.outputPadding() > deconv.padding()) {
                throw new IllegalArgumentException("Layer " + (index + 1) + " of the " + name + " is a transposed convolution "
                    + "with output padding " + deconv.outputPadding() + " and padding " + deconv.padding()
                    + ". DL4J has no output padding, and cutting its layer's output to size does the same only if the output "
                    + "padding is not larger than the padding.");
            }
            layers.addAll(Dl4jLayers.transposedConvolution(deconv));
        }
    }

    /** Has the next layer take images. Flat rows before it must list them as DL4J does. */
    private void takeImages(final int index, final List<Integer> shape) {
        if (image == null) {
            reshapes.put(layers.size(), new FeedForwardToCnnPreProcessor(shape.get(1), shape.get(2), shape.get(0)));
        }
        if (image == null ? !Arrays.equals(order, channelsLast(shape)) : !image.equals(shape)) {
            throw new IllegalArgumentException("Layer " + (index + 1) + " of the " + name + " takes images of shape " + shape
                + " that are made of " + (image == null ? "a flat row" : "images of shape " + image) + " without a dense layer "
                + "between. DL4J lists images channel by channel and would make other images of it.");
        }
    }

    /** Has the next layer take flat rows. */
    private void flatten() {
        if (image != null) {
            reshapes.put(layers.size(), new CnnToFeedForwardPreProcessor(image.get(1), image.get(2), image.get(0)));
            order = channelsLast(image);
        }
    }

    /** The image that flat rows before a layer are made into, if that happens before another dense layer. */
    private static List<Integer> firstImage(final List<LayerSpec> specs, final List<List<Integer>> shapes, final int from) {
        for (int i = from; i < shapes.size(); i++) {
            if (shapes.get(i).size() == 3) {
                return shapes.get(i);
            } else if (i < specs.size() && specs.get(i) instanceof DenseSpec) {
                return null;
            }
        }
        return null;
    }

    /** Where the numbers of an image stand in memory, channel by channel; {@code null} if they are in that order. */
    private static int[] channelsLast(final List<Integer> shape) {
        if (shape == null || shape.get(0) == 1 || shape.get(1) * shape.get(2) == 1) {
            return null;
        }
        final int channels = shape.get(0);
        final int pixels = shape.get(1) * shape.get(2);
        final int[] places = new int[channels * pixels];
        for (int i = 0; i < places.length; i++) {
            places[i] = i % pixels * channels + i / pixels;
        }
        return places;
    }

    private MultiLayerConfiguration configuration() {
        final NeuralNetConfiguration.ListBuilder list =
            new NeuralNetConfiguration.Builder().dataType(DataType.FLOAT).weightInit(WeightInit.ZERO).list();
        for (int i = 0; i < layers.size(); i++) {
            list.layer(i, layers.get(i));
        }
        reshapes.forEach(list::inputPreProcessor);
        return list.build();
    }

    /** @return the network with a model's parameters, which are copied */
    MultiLayerNetwork create(final float[] modelParameters) {
        NativeRuntime.start();
        final MultiLayerNetwork network = new MultiLayerNetwork(configuration());
        network.init();
        for (final Parameter parameter : parameters) {
            final Tensor tensor = parameter.tensor();
            final float[] values = new float[tensor.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = modelParameters[parameter.offset() + tensor.place().applyAsInt(i)];
            }
            try (INDArray array = Nd4j.create(values, tensor.shape(), 'c')) {
                network.setParam(parameter.name(), array);
            }
        }
        return network;
    }

    /** Copies a network's parameters into those of a model. */
    void read(final MultiLayerNetwork network, final float[] modelParameters) {
        requireSameLayers(network.getLayerWiseConfigurations());
        for (final Parameter parameter : parameters) {
            final float[] values = network.getParam(parameter.name()).dup('c').data().asFloat();
            for (int i = 0; i < values.length; i++) {
                if (!Float.isFinite(values[i])) {
                    throw new IllegalArgumentException("The parameter " + parameter.name() + " of the network given as "
                        + name + " has an entry of " + values[i] + "; only finite numbers can be used.");
                }
                modelParameters[parameter.offset() + parameter.tensor().place().applyAsInt(i)] = values[i];
            }
        }
    }

    private void requireSameLayers(final MultiLayerConfiguration other) {
        final List<String> expected = Dl4jLayers.describe(configuration());
        final List<String> found = Dl4jLayers.describe(other);
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            final String wanted = i < expected.size() ? expected.get(i) : "no layer";
            final String given = i < found.size() ? found.get(i) : "no layer";
            if (!wanted.equals(given)) {
                throw new IllegalArgumentException("The network given as " + name + " has as layer " + i + " " + given
                    + ", but the model's has " + wanted + ".");
            }
        }
    }
}
