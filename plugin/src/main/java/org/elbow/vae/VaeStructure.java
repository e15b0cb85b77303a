package org.elbow.vae;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.elbow.nn.Activation;
import org.elbow.nn.Dense;
import org.elbow.nn.Network;
import org.elbow.vae.LayerSpec.DenseSpec;

/**
 * Where everything stands in the one block that holds a VAE's parameters: encoder, decoder, likelihood.
 *
 * <p>The two heads of the encoder are one dense layer [headInputs, 2 · latent]: its first {@code latent} outputs are the
 * posterior's mean, the others its log-variance.
 */
public final class VaeStructure {

    /** How a named tensor is laid out in files: a weight matrix as [out, in], everything else as it stands. */
    private enum Kind {
        WEIGHT, BIAS
    }

    /** A named part of a layer's parameter matrix: columns [column, column + count) of its weights or of its bias. */
    private record Part(Kind kind, long offset, int rows, int rowSize, int column, int count) {

        List<Integer> shape() {
            return kind == Kind.WEIGHT ? List.of(count, rows) : List.of(count);
        }

        /** Where the file's entry [i] stands in the parameters. */
        int index(final int i) {
            final int out = kind == Kind.WEIGHT ? i / rows : i;
            final int in = kind == Kind.WEIGHT ? i % rows : 0;
            return Math.toIntExact(offset + (long)in * rowSize + column + out);
        }

        int size() {
            return kind == Kind.WEIGHT ? count * rows : count;
        }
    }

    private final Network encoder;

    private final Network decoder;

    private final Map<String, Part> parts = new LinkedHashMap<>();

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
        add(encoder, "encoder", architecture.encoder());
        final int inputs = architecture.headInputs();
        final long heads = encoder.end();
        encoder.add(new Dense(inputs, 2 * latent), Activation.IDENTITY);
        name("mean", heads, inputs, 2 * latent, 0, latent);
        name("logvar", heads, inputs, 2 * latent, latent, latent);
        decoder = new Network(encoder.end());
        add(decoder, "decoder", architecture.decoder());
        if (likelihood.parameters() > 0) {
            parts.put("likelihood.log_variance",
                new Part(Kind.BIAS, decoder.end(), 1, likelihood.parameters(), 0, likelihood.parameters()));
        }
        parameterCount = Math.toIntExact(decoder.end() + likelihood.parameters());
    }

    private void add(final Network network, final String name, final List<LayerSpec> layers) {
        for (int i = 0; i < layers.size(); i++) {
            final DenseSpec dense = (DenseSpec)layers.get(i);
            name(name + "." + i, network.end(), dense.inputSize(), dense.outputSize(), 0, dense.outputSize());
            network.add(new Dense(dense.inputSize(), dense.outputSize()), dense.activation());
        }
    }

    private void name(final String name, final long offset, final int rows, final int rowSize, final int column,
        final int count) {
        parts.put(name + ".weight", new Part(Kind.WEIGHT, offset, rows, rowSize, column, count));
        parts.put(name + ".bias", new Part(Kind.BIAS, offset + (long)rows * rowSize, 1, rowSize, column, count));
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

    /** @return the names of the parameter tensors and their shapes, weights as [out, in] */
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
