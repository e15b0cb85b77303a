package org.elbow.vae;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

import org.elbow.nn.Activation;
import org.elbow.nn.Conv2d;
import org.elbow.nn.Deconv2d;
import org.elbow.nn.Dense;
import org.elbow.nn.Network;
import org.elbow.vae.LayerSpec.Conv2dSpec;
import org.elbow.vae.LayerSpec.Deconv2dSpec;
import org.elbow.vae.LayerSpec.DenseSpec;

/**
 * Where everything stands in the one block that holds a VAE's parameters: encoder, decoder, likelihood.
 *
 * <p>The two heads of the encoder are one dense layer [headInputs, 2 · latent]: its first {@code latent} outputs are the
 * posterior's mean, the others its log-variance.
 */
public final class VaeStructure {

    private static final IntUnaryOperator AS_LISTED = IntUnaryOperator.identity();

    private final Network encoder;

    private final Network decoder;

    private final Map<String, TensorLayout> parts = new LinkedHashMap<>();

    private final int latent;

    private final LikelihoodSpec likelihood;

    private final int parameterCount;

    /**
     * Lays the parameters out.
     *
     * @param architecture the networks
     * @param likelihood the distribution of a row
     * @throws IllegalArgumentException if the two do not fit each other
     */
    public VaeStructure(final Architecture architecture, final LikelihoodSpec likelihood) {
        if (likelihood.features() != architecture.features() || likelihood.outputs() != architecture.outputs()) {
            throw new IllegalArgumentException("The likelihood covers " + likelihood.features() + " features and takes "
                + likelihood.outputs() + " numbers per row, but the networks take " + architecture.features()
                + " features and give " + architecture.outputs() + " numbers.");
        }
        this.likelihood = likelihood;
        latent = architecture.latent();
        encoder = new Network(0);
        final IntUnaryOperator flattened = add(encoder, "encoder", architecture.encoder(), architecture.encoderShapes());
        final List<Integer> hidden = architecture.encoderShapes().get(architecture.encoder().size());
        final IntUnaryOperator order = hidden.size() == 3 ? TensorLayout.channelsLast(hidden) : flattened;
        final int inputs = Architecture.size(hidden);
        final long heads = encoder.end();
        encoder.add(new Dense(inputs, 2 * latent), Activation.IDENTITY);
        parts.putAll(TensorLayout.dense("mean", heads, inputs, 2 * latent, 0, latent, order, AS_LISTED));
        parts.putAll(TensorLayout.dense("logvar", heads, inputs, 2 * latent, latent, latent, order, AS_LISTED));
        decoder = new Network(encoder.end());
        add(decoder, "decoder", architecture.decoder(), architecture.decoderShapes());
        if (likelihood.parameters() > 0) {
            parts.put("likelihood.log_variance",
                new TensorLayout(List.of(likelihood.parameters()), Math.toIntExact(decoder.end()), i -> i));
        }
        parameterCount = Math.toIntExact(decoder.end() + likelihood.parameters());
    }

    /**
     * Adds the layers to a network and names their parameters.
     *
     * @return where the entries of the last layer's output stand in memory: those of a flat row that lists an image channel by
     *         channel stand channels last
     */
    private IntUnaryOperator add(final Network network, final String name, final List<LayerSpec> layers,
        final List<List<Integer>> shapes) {
        IntUnaryOperator order = AS_LISTED;
        for (int i = 0; i < layers.size(); i++) {
            final String layer = name + "." + i;
            final List<Integer> input = shapes.get(i);
            if (layers.get(i) instanceof DenseSpec dense) {
                final boolean becomesImage = i + 1 < layers.size() && shapes.get(i + 2).size() == 3;
                parts.putAll(TensorLayout.dense(layer, network.end(), dense.inputSize(), dense.outputSize(), 0,
                    dense.outputSize(), order, becomesImage ? TensorLayout.channelsLast(shapes.get(i + 2)) : AS_LISTED));
                network.add(new Dense(dense.inputSize(), dense.outputSize()), dense.activation());
                order = AS_LISTED;
            } else if (layers.get(i) instanceof Conv2dSpec conv) {
                final Conv2d map = conv.map(input);
                parts.putAll(TensorLayout.convolution(layer, network.end(), map));
                network.add(map, conv.activation());
            } else if (layers.get(i) instanceof Deconv2dSpec deconv) {
                final Deconv2d map = deconv.map(input);
                parts.putAll(TensorLayout.transposedConvolution(layer, network.end(), map));
                network.add(map, deconv.activation());
            } else if (input.size() == 3 && shapes.get(i + 1).size() == 1) {
                order = TensorLayout.channelsLast(input); // the memory stays as it is; only files list it otherwise
            }
        }
        return order;
    }

    /** @return the encoder with its heads: features in, mean and log-variance side by side out */
    public Network encoder() {
        return encoder;
    }

    /** @return the decoder: code in, the likelihood's parameters out */
    public Network decoder() {
        return decoder;
    }

    /** @return dimensions of the code */
    public int latent() {
        return latent;
    }

    /** @return the distribution of a row */
    public LikelihoodSpec likelihood() {
        return likelihood;
    }

    /** @return where the likelihood's own parameters begin */
    public int likelihoodOffset() {
        return Math.toIntExact(decoder.end());
    }

    /** @return how many parameters there are */
    public int parameterCount() {
        return parameterCount;
    }

    /**
     * The parameters' names and shapes as they stand in files: dense weights [out, in], convolutions [out, in, height, width],
     * transposed convolutions [in, out, height, width].
     *
     * @return the shapes by name
     */
    public Map<String, List<Integer>> tensorShapes() {
        final Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        parts.forEach((name, part) -> shapes.put(name, part.shape()));
        return shapes;
    }

    /** @return the parameters as named tensors; {@code parameters} is not changed */
    public Map<String, float[]> toTensors(final float[] parameters) {
        final Map<String, float[]> tensors = new LinkedHashMap<>();
        parts.forEach((name, part) -> {
            final float[] values = new float[part.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = parameters[part.index(i)];
            }
            tensors.put(name, values);
        });
        return tensors;
    }

    /**
     * The inverse of {@link #toTensors}.
     *
     * @param tensors at least the tensors of {@link #tensorShapes}
     * @return the parameters in the order of the engine
     * @throws IllegalArgumentException if a tensor is missing or has another size, with its name
     */
    public float[] fromTensors(final Map<String, float[]> tensors) {
        final float[] parameters = new float[parameterCount];
        parts.forEach((name, part) -> {
            final float[] values = tensors.get(name);
            if (values == null || values.length != part.size()) {
                throw new IllegalArgumentException("The tensor \"" + name + "\" should have shape " + part.shape() + ", but "
                    + (values == null ? "is missing." : "has " + values.length + " entries."));
            }
            for (int i = 0; i < values.length; i++) {
                parameters[part.index(i)] = values[i];
            }
        });
        return parameters;
    }
}
