package org.elbow.vae;

import java.util.List;
import java.util.Objects;

import org.elbow.nn.Activation;
import org.elbow.nn.Conv2d;
import org.elbow.nn.Deconv2d;

/** What one layer of an architecture is. Shapes are [features], or [channels, height, width] for images. */
public sealed interface LayerSpec {

    /**
     * The shape that comes out.
     *
     * @param inputShape the shape that goes in
     * @return the shape of the output
     * @throws IllegalArgumentException if the layer does not take that shape
     */
    List<Integer> outputShape(List<Integer> inputShape);

    /** @return what is applied to each output */
    Activation activation();

    /**
     * A fully connected layer, from [inputSize] to [outputSize].
     *
     * @param inputSize numbers per row that go in, at least 1
     * @param outputSize numbers per row that come out, at least 1
     * @param activation what is applied to each output
     */
    record DenseSpec(int inputSize, int outputSize, Activation activation) implements LayerSpec {

        /** @throws IllegalArgumentException if a size is less than 1 */
        public DenseSpec {
            Objects.requireNonNull(activation, "activation");
            if (inputSize < 1 || outputSize < 1) {
                throw new IllegalArgumentException("A dense layer needs at least one input and one output, not " + inputSize
                    + " and " + outputSize + ".");
            }
        }

        @Override
        public List<Integer> outputShape(final List<Integer> inputShape) {
            if (!inputShape.equals(List.of(inputSize))) {
                throw new IllegalArgumentException(
                    "it takes " + inputSize + " numbers per row, but is given shape " + inputShape + ".");
            }
            return List.of(outputSize);
        }
    }

    /**
     * A convolution, from [inChannels, height, width] to [outChannels, (height + 2 padding − kernel)/stride + 1, …].
     *
     * @param inChannels channels that go in
     * @param outChannels channels that come out
     * @param kernel side of the square window
     * @param stride how far neighbouring windows are apart
     * @param padding zeros around the image
     * @param activation what is applied to each output
     */
    record Conv2dSpec(int inChannels, int outChannels, int kernel, int stride, int padding, Activation activation)
            implements LayerSpec {

        /** @throws NullPointerException if there is no activation */
        public Conv2dSpec {
            Objects.requireNonNull(activation, "activation");
        }

        @Override
        public List<Integer> outputShape(final List<Integer> inputShape) {
            final Conv2d map = map(inputShape);
            return List.of(outChannels, map.outHeight(), map.outWidth());
        }

        Conv2d map(final List<Integer> inputShape) {
            requireImage(inputShape, inChannels);
            return new Conv2d(inputShape.get(1), inputShape.get(2), inChannels, outChannels, kernel, stride,
                padding);
        }
    }

    /**
     * A transposed convolution, from [inChannels, height, width] to
     * [outChannels, (height − 1) stride − 2 padding + kernel + outputPadding, …].
     *
     * @param inChannels channels that go in
     * @param outChannels channels that come out
     * @param kernel side of the square window
     * @param stride how far neighbouring windows are apart
     * @param padding what is cut off around the output
     * @param outputPadding lines and pixels added at the lower right, less than the stride
     * @param activation what is applied to each output
     */
    record Deconv2dSpec(int inChannels, int outChannels, int kernel, int stride, int padding, int outputPadding,
        Activation activation) implements LayerSpec {

        /** @throws NullPointerException if there is no activation */
        public Deconv2dSpec {
            Objects.requireNonNull(activation, "activation");
        }

        @Override
        public List<Integer> outputShape(final List<Integer> inputShape) {
            final Deconv2d map = map(inputShape);
            return List.of(outChannels, map.outHeight(), map.outWidth());
        }

        Deconv2d map(final List<Integer> inputShape) {
            requireImage(inputShape, inChannels);
            return new Deconv2d(inputShape.get(1), inputShape.get(2), inChannels, outChannels, kernel, stride,
                padding, outputPadding);
        }
    }

    /**
     * The same numbers in another shape: an image as [features], or [features] as an image. A flat row lists an image channel
     * by channel.
     *
     * @param shape the shape that comes out
     */
    record ReshapeSpec(List<Integer> shape) implements LayerSpec {

        /** @throws IllegalArgumentException if the shape is neither that of a row nor that of an image */
        public ReshapeSpec {
            shape = List.copyOf(shape);
            if (shape.size() != 1 && shape.size() != 3 || shape.stream().anyMatch(n -> n < 1)) {
                throw new IllegalArgumentException(
                    "A row is reshaped to [features] or [channels, height, width], not to " + shape + ".");
            }
        }

        @Override
        public Activation activation() {
            return Activation.IDENTITY;
        }

        @Override
        public List<Integer> outputShape(final List<Integer> inputShape) {
            if (Architecture.size(inputShape) != Architecture.size(shape)) {
                throw new IllegalArgumentException("it reshapes to " + shape + ", but is given shape " + inputShape + ".");
            }
            if (inputShape.size() == 3 && shape.size() == 3 && !inputShape.equals(shape)) {
                throw new IllegalArgumentException(
                    "it reshapes an image of shape " + inputShape + " to one of shape " + shape + ", which is not supported.");
            }
            return shape;
        }
    }

    private static void requireImage(final List<Integer> shape, final int channels) {
        if (shape.size() != 3 || shape.get(0) != channels) {
            throw new IllegalArgumentException(
                "it takes images with " + channels + " channels, but is given shape " + shape + ".");
        }
    }
}
