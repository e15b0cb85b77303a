package org.elbow.knime.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.elbow.nn.Activation;
import org.elbow.vae.Architecture;
import org.elbow.vae.LayerSpec;
import org.elbow.vae.LayerSpec.Conv2dSpec;
import org.elbow.vae.LayerSpec.Deconv2dSpec;
import org.elbow.vae.LayerSpec.DenseSpec;

/**
 * A layer of a model's networks as it is shown.
 *
 * @param name what it is, for instance "Dense"
 * @param shape what comes out of it: [features], or [channels, height, width]
 * @param activation what is applied to its outputs
 * @param weights how many it has, biases included
 */
record NetworkLayer(String name, List<Integer> shape, Activation activation, long weights) {

    /** The encoder, from the row to the mean and log-variance of its code. */
    static List<NetworkLayer> encoder(final Architecture architecture) {
        final List<NetworkLayer> layers = new ArrayList<>();
        layers.add(new NetworkLayer("Row", architecture.inputShape(), Activation.IDENTITY, 0));
        add(layers, architecture.encoder());
        final int heads = 2 * architecture.latent();
        layers.add(new NetworkLayer("Mean and log-variance", List.of(heads), Activation.IDENTITY,
            ((long)layers.get(layers.size() - 1).size() + 1) * heads));
        return layers;
    }

    /** The decoder, from the code to what the likelihood takes. */
    static List<NetworkLayer> decoder(final Architecture architecture) {
        final List<NetworkLayer> layers = new ArrayList<>();
        layers.add(new NetworkLayer("Code", List.of(architecture.latent()), Activation.IDENTITY, 0));
        add(layers, architecture.decoder());
        return layers;
    }

    private static void add(final List<NetworkLayer> layers, final List<LayerSpec> specs) {
        for (final LayerSpec spec : specs) {
            final List<Integer> shape = spec.outputShape(layers.get(layers.size() - 1).shape());
            if (spec instanceof DenseSpec dense) {
                layers.add(new NetworkLayer("Dense", shape, dense.activation(),
                    (dense.inputSize() + 1L) * dense.outputSize()));
            } else if (spec instanceof Conv2dSpec conv) {
                layers.add(new NetworkLayer("Convolution " + window(conv.kernel(), conv.stride()), shape, conv.activation(),
                    ((long)conv.kernel() * conv.kernel() * conv.inChannels() + 1) * conv.outChannels()));
            } else if (spec instanceof Deconv2dSpec conv) {
                layers.add(new NetworkLayer("Transposed convolution " + window(conv.kernel(), conv.stride()), shape,
                    conv.activation(), ((long)conv.kernel() * conv.kernel() * conv.inChannels() + 1) * conv.outChannels()));
            } else {
                layers.add(new NetworkLayer("Reshape", shape, Activation.IDENTITY, 0));
            }
        }
    }

    private static String window(final int kernel, final int stride) {
        return kernel + " × " + kernel + (stride == 1 ? "" : ", stride " + stride);
    }

    /** How many numbers per row come out. */
    int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** Size, activation and number of weights, such as "512, ReLU, 401,920 weights". */
    String describe() {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(" × "))
            + (activation == Activation.IDENTITY ? "" : ", " + name(activation))
            + (weights == 0 ? "" : String.format(Locale.ROOT, ", %,d weights", weights));
    }

    static String name(final Activation activation) {
        return switch (activation) {
            case RELU -> "ReLU";
            case LEAKY_RELU -> "leaky ReLU";
            case ELU -> "ELU";
            default -> activation.name().toLowerCase(Locale.ROOT);
        };
    }
}
