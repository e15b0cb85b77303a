package org.elbow.vae;

import java.util.ArrayList;
import java.util.List;

import org.elbow.nn.Activation;
import org.elbow.vae.LayerSpec.Conv2dSpec;
import org.elbow.vae.LayerSpec.Deconv2dSpec;
import org.elbow.vae.LayerSpec.DenseSpec;
import org.elbow.vae.LayerSpec.ReshapeSpec;

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
        if (inputShape.size() != 1 && inputShape.size() != 3 || inputShape.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException("The input's shape is " + inputShape
                + "; it must be [features] or [channels, height, width], with sizes of at least 1.");
        }
        if (latent < 1) {
            throw new IllegalArgumentException("The code has " + latent + " dimensions; choose at least 1.");
        }
        if (decoder.isEmpty()) {
            throw new IllegalArgumentException("The decoder has no layer; it needs at least one.");
        }
        shapes("encoder", inputShape, encoder);
        shapes("decoder", List.of(latent), decoder);
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

    /**
     * Convolutions with stride 2, then one dense layer; the decoder mirrors the encoder with transposed convolutions.
     *
     * @param channels channels of the images, 1 or 3
     * @param size height and width of the images: 28, 32 or 64
     * @param outputChannels numbers per pixel that the likelihood takes
     * @param latent dimensions of the code, at least 1
     * @param activation of the hidden layers
     * @return the architecture
     * @throws IllegalArgumentException if there is none for that size
     */
    public static Architecture convolutional(final int channels, final int size, final int outputChannels, final int latent,
        final Activation activation) {
        final List<Integer> widths = switch (size) {
            case 28 -> List.of(32, 64);
            case 32 -> List.of(32, 64, 64);
            case 64 -> List.of(32, 32, 64, 64);
            default -> throw new IllegalArgumentException("There are convolutional networks for images of 28 × 28, 32 × 32 and "
                + "64 × 64 pixels, not for " + size + " × " + size + ". Scale the images, or choose dense networks.");
        };
        final int hidden = 256;
        final List<LayerSpec> encoder = new ArrayList<>();
        final List<LayerSpec> decoder = new ArrayList<>();
        int side = size;
        int depth = channels;
        for (final int width : widths) {
            encoder.add(new Conv2dSpec(depth, width, 4, 2, 1, activation));
            depth = width;
            side /= 2;
        }
        final int flat = depth * side * side;
        encoder.add(new ReshapeSpec(List.of(flat)));
        encoder.add(new DenseSpec(flat, hidden, activation));
        decoder.add(new DenseSpec(latent, hidden, activation));
        decoder.add(new DenseSpec(hidden, flat, activation));
        decoder.add(new ReshapeSpec(List.of(depth, side, side)));
        for (int i = widths.size() - 1; i >= 0; i--) {
            final int next = i == 0 ? outputChannels : widths.get(i - 1);
            decoder.add(new Deconv2dSpec(depth, next, 4, 2, 1, 0, i == 0 ? Activation.IDENTITY : activation));
            depth = next;
        }
        decoder.add(new ReshapeSpec(List.of(outputChannels * size * size)));
        return new Architecture(List.of(channels, size, size), latent, encoder, decoder);
    }

    /** @return features per row */
    public int features() {
        return size(inputShape);
    }

    /** @return numbers per row that the decoder gives the likelihood */
    public int outputs() {
        return size(last(shapes("decoder", List.of(latent), decoder)));
    }

    /** @return the shapes of the encoder's input and of each of its layers' outputs */
    public List<List<Integer>> encoderShapes() {
        return shapes("encoder", inputShape, encoder);
    }

    /** @return the shapes of the code and of each of the decoder's layers' outputs */
    public List<List<Integer>> decoderShapes() {
        return shapes("decoder", List.of(latent), decoder);
    }

    /** @return the sizes from the input to the output, such as "784-512-32-512-784" or "1×28×28-…" */
    public String sizes() {
        final StringBuilder text = new StringBuilder();
        encoderShapes().forEach(shape -> append(text, shape));
        decoderShapes().forEach(shape -> append(text, shape));
        return text.toString();
    }

    private static void append(final StringBuilder text, final List<Integer> shape) {
        final String sizes = shape.stream().map(String::valueOf).collect(java.util.stream.Collectors.joining("×"));
        text.append(text.isEmpty() ? "" : "-").append(sizes);
    }

    /** How many numbers an array of a shape has. */
    static int size(final List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    private static List<Integer> last(final List<List<Integer>> shapes) {
        return shapes.get(shapes.size() - 1);
    }

    private static List<List<Integer>> shapes(final String name, final List<Integer> input, final List<LayerSpec> layers) {
        final List<List<Integer>> shapes = new ArrayList<>();
        shapes.add(input);
        for (int i = 0; i < layers.size(); i++) {
            try {
                shapes.add(layers.get(i).outputShape(last(shapes)));
            } catch (final IllegalArgumentException e) {
                throw new IllegalArgumentException("Layer " + (i + 1) + " of the " + name + " does not fit: " + e.getMessage(),
                    e);
            }
        }
        return shapes;
    }
}
