package org.elbow.vae;

import java.util.ArrayList;
import java.util.List;

import org.elbow.nn.Activation;
import org.elbow.vae.LayerSpec.DenseSpec;

/**
 * The two networks of a VAE. The encoder's last layer feeds two further dense layers that are part of every VAE and not
 * listed here, one for the posterior's mean and one for its log-variance, each of size {@code latent}.
 *
 * @param inputShape the shape of one row: [features], or [channels, height, width] for images
 * @param latent dimensions of the code, at least 1
 * @param encoder the encoder's hidden layers, first to last; may be empty
 * @param decoder the decoder's layers, first to last; the last one gives the likelihood's parameters
 */
public record Architecture(List<Integer> inputShape, int latent, List<LayerSpec> encoder, List<LayerSpec> decoder) {

    /** @throws IllegalArgumentException if the layers do not fit each other, with the layer that does not */
    public Architecture {
        inputShape = List.copyOf(inputShape);
        encoder = List.copyOf(encoder);
        decoder = List.copyOf(decoder);
        if (inputShape.isEmpty() || inputShape.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException("The input's shape is " + inputShape + "; every size must be at least 1.");
        }
        if (latent < 1) {
            throw new IllegalArgumentException("The code has " + latent + " dimensions; choose at least 1.");
        }
        if (decoder.isEmpty()) {
            throw new IllegalArgumentException("The decoder has no layer; it needs at least one.");
        }
        requireChain("encoder", encoder, features(inputShape));
        requireChain("decoder", decoder, latent);
    }

    /**
     * Fully connected networks, the decoder mirroring the encoder.
     *
     * @param features features per row, at least 1
     * @param outputs numbers per row that the likelihood takes, at least 1
     * @param hidden sizes of the encoder's hidden layers, first to last; may be empty
     * @param latent dimensions of the code, at least 1
     * @param activation of the hidden layers
     * @return the architecture
     * @throws IllegalArgumentException if a size is less than 1
     */
    public static Architecture dense(final int features, final int outputs, final List<Integer> hidden, final int latent,
        final Activation activation) {
        final List<LayerSpec> encoder = new ArrayList<>();
        final List<LayerSpec> decoder = new ArrayList<>();
        int size = features;
        for (final int next : hidden) {
            encoder.add(new DenseSpec(size, next, activation));
            size = next;
        }
        size = latent;
        for (int i = hidden.size() - 1; i >= 0; i--) {
            decoder.add(new DenseSpec(size, hidden.get(i), activation));
            size = hidden.get(i);
        }
        decoder.add(new DenseSpec(size, outputs, Activation.IDENTITY));
        return new Architecture(List.of(features), latent, encoder, decoder);
    }

    /** @return features per row */
    public int features() {
        return features(inputShape);
    }

    /** @return numbers per row that the decoder gives the likelihood */
    public int outputs() {
        return decoder.get(decoder.size() - 1).outputSize();
    }

    /** @return numbers per row that the heads for mean and log-variance take */
    public int headInputs() {
        return encoder.isEmpty() ? features() : encoder.get(encoder.size() - 1).outputSize();
    }

    /** @return the sizes from the input to the output, such as "784-512-32-512-784" */
    public String sizes() {
        final StringBuilder text = new StringBuilder().append(features());
        encoder.forEach(layer -> text.append('-').append(layer.outputSize()));
        text.append('-').append(latent);
        decoder.forEach(layer -> text.append('-').append(layer.outputSize()));
        return text.toString();
    }

    private static int features(final List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    private static void requireChain(final String name, final List<LayerSpec> layers, final int inputs) {
        int size = inputs;
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).inputSize() != size) {
                throw new IllegalArgumentException("Layer " + (i + 1) + " of the " + name + " takes "
                    + layers.get(i).inputSize() + " numbers per row, but is given " + size + ".");
            }
            size = layers.get(i).outputSize();
        }
    }
}
