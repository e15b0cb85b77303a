package org.elbow.vae;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.elbow.nn.Activation;
import org.elbow.vae.LayerSpec.Conv2dSpec;
import org.elbow.vae.LayerSpec.Deconv2dSpec;
import org.elbow.vae.LayerSpec.DenseSpec;
import org.elbow.vae.LayerSpec.ReshapeSpec;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** The networks in a model's description. What follows from the layers before need not be said. */
final class ArchitectureJson {

    /** The fields of each type of layer. */
    private static final Map<String, List<String>> FIELDS = Map.of("dense", List.of("type", "in", "out", "activation"),
        "conv2d", List.of("type", "in", "out", "kernel", "stride", "padding", "activation"),
        "deconv2d", List.of("type", "in", "out", "kernel", "stride", "padding", "output_padding", "activation"),
        "reshape", List.of("type", "shape"));

    private ArchitectureJson() {
    }

    /** @throws IllegalArgumentException if files cannot list what a layer takes for images */
    static ObjectNode write(final Architecture architecture) {
        requireDenseBeforeImages(architecture);
        final ObjectNode node = JsonNodeFactory.instance.objectNode();
        final ArrayNode shape = node.putArray("input_shape");
        architecture.inputShape().forEach(shape::add);
        node.put("latent", architecture.latent());
        node.set("encoder", layers(architecture.encoder()));
        node.set("decoder", layers(architecture.decoder()));
        return node;
    }

    private static ArrayNode layers(final List<LayerSpec> layers) {
        final ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (final LayerSpec layer : layers) {
            final ObjectNode node = array.addObject();
            if (layer instanceof DenseSpec dense) {
                node.put("type", "dense").put("in", dense.inputSize()).put("out", dense.outputSize()).put("activation",
                    ModelJson.name(dense.activation()));
            } else if (layer instanceof Conv2dSpec conv) {
                node.put("type", "conv2d").put("in", conv.inChannels()).put("out", conv.outChannels())
                    .put("kernel", conv.kernel()).put("stride", conv.stride()).put("padding", conv.padding())
                    .put("activation", ModelJson.name(conv.activation()));
            } else if (layer instanceof Deconv2dSpec deconv) {
                node.put("type", "deconv2d").put("in", deconv.inChannels()).put("out", deconv.outChannels())
                    .put("kernel", deconv.kernel()).put("stride", deconv.stride()).put("padding", deconv.padding())
                    .put("output_padding", deconv.outputPadding()).put("activation", ModelJson.name(deconv.activation()));
            } else if (layer instanceof ReshapeSpec reshape) {
                final ArrayNode shape = node.put("type", "reshape").putArray("shape");
                reshape.shape().forEach(shape::add);
            }
        }
        return array;
    }

    /** @throws IllegalArgumentException if something is missing, not of its kind, or does not fit, with the layer */
    static Architecture read(final JsonNode node) {
        ModelJson.requireKnown(node, List.of("input_shape", "latent", "encoder", "decoder"));
        final List<Integer> input = shape(node, "input_shape");
        final int latent = ModelJson.integer(node, "latent");
        final Architecture architecture =
            new Architecture(input, latent, layers(node, "encoder", input), layers(node, "decoder", List.of(latent)));
        requireDenseBeforeImages(architecture);
        return architecture;
    }

    /** Files list images channel by channel, which is another order than the engine's: weights of a dense layer can follow it. */
    private static void requireDenseBeforeImages(final Architecture architecture) {
        requireDenseBeforeImages("encoder", architecture.encoder(), architecture.encoderShapes());
        requireDenseBeforeImages("decoder", architecture.decoder(), architecture.decoderShapes());
    }

    private static void requireDenseBeforeImages(final String network, final List<LayerSpec> layers,
        final List<List<Integer>> shapes) {
        for (int i = 0; i < layers.size(); i++) {
            final List<Integer> image = shapes.get(i + 1);
            if (shapes.get(i).size() == 1 && image.size() == 3 && image.get(0) > 1 && image.get(1) * image.get(2) > 1
                && !(i > 0 && layers.get(i - 1) instanceof DenseSpec)) {
                throw new IllegalArgumentException("Layer " + (i + 1) + " of the " + network + " makes images of shape " + image
                    + " of rows that no dense layer gives. Put a dense layer before it.");
            }
        }
    }

    private static List<LayerSpec> layers(final JsonNode node, final String network, final List<Integer> input) {
        final List<LayerSpec> layers = new ArrayList<>();
        List<Integer> shape = input;
        for (final JsonNode layer : ModelJson.array(node, network)) {
            try {
                layers.add(layer(layer, shape.get(0)));
            } catch (final IllegalArgumentException e) {
                throw new IllegalArgumentException(
                    "layer " + (layers.size() + 1) + " of the " + network + ": " + e.getMessage(), e);
            }
            try {
                shape = layers.get(layers.size() - 1).outputShape(shape);
            } catch (final IllegalArgumentException e) {
                throw new IllegalArgumentException(
                    "Layer " + layers.size() + " of the " + network + " does not fit: " + e.getMessage(), e);
            }
        }
        return layers;
    }

    /** @param in features or channels of the layer before */
    private static LayerSpec layer(final JsonNode node, final int in) {
        final String type = ModelJson.text(node, "type");
        if (!FIELDS.containsKey(type)) {
            throw new IllegalArgumentException(
                "the type \"" + type + "\" is not known here; known are dense, conv2d, deconv2d, reshape.");
        }
        ModelJson.requireKnown(node, FIELDS.get(type));
        if (type.equals("reshape")) {
            return new ReshapeSpec(shape(node, "shape"));
        }
        final int inputs = ModelJson.integer(node, "in", in);
        final Activation activation =
            ModelJson.constant(Activation.class, ModelJson.text(node, "activation", "identity"));
        if (type.equals("dense")) {
            return new DenseSpec(inputs, ModelJson.integer(node, "out"), activation);
        }
        final int outputs = ModelJson.integer(node, "out");
        final int kernel = ModelJson.integer(node, "kernel");
        final int stride = ModelJson.integer(node, "stride", 1);
        final int padding = ModelJson.integer(node, "padding", 0);
        return type.equals("conv2d") ? new Conv2dSpec(inputs, outputs, kernel, stride, padding, activation)
            : new Deconv2dSpec(inputs, outputs, kernel, stride, padding, ModelJson.integer(node, "output_padding", 0),
                activation);
    }

    private static List<Integer> shape(final JsonNode node, final String name) {
        final List<Integer> shape = new ArrayList<>();
        for (final JsonNode size : ModelJson.array(node, name)) {
            if (!size.canConvertToInt()) {
                throw new IllegalArgumentException("the field \"" + name + "\" holds " + size + ", not a whole number.");
            }
            shape.add(size.intValue());
        }
        if (shape.isEmpty()) {
            throw new IllegalArgumentException("the field \"" + name + "\" is empty.");
        }
        return shape;
    }
}
