package org.elbow.nn;

import org.elbow.nn.Blas.Matrix;

/**
 * A transposed convolution of images [height, width, channels], channels last: the adjoint of a convolution from the output to
 * the input, with weights of its own, plus a bias per output channel. Every pixel of the input, times a matrix
 * W [channels, kernel · kernel · outChannels], is a window that is added to the output, an image of
 * (size − 1) · stride − 2 padding + kernel + outputPadding lines and pixels.
 *
 * @param height lines of the input
 * @param width pixels per line
 * @param channels numbers per pixel of the input
 * @param outChannels numbers per pixel of the output
 * @param kernel side of the window
 * @param stride how far neighbouring windows are apart
 * @param padding what is cut off around the output
 * @param outputPadding lines and pixels added at the output's lower right, less than the stride
 */
public record Deconv2d(int height, int width, int channels, int outChannels, int kernel, int stride, int padding,
    int outputPadding) implements LinearOp {

    /** @throws IllegalArgumentException if a size is out of range or nothing is left of the output */
    public Deconv2d {
        Convolutions.check("transposed convolution", height, width, channels, outChannels, kernel, stride, padding);
        if (outputPadding < 0 || outputPadding >= stride) {
            throw new IllegalArgumentException("The output padding is " + outputPadding
                + "; it must be 0 or more and less than the stride, which is " + stride + ".");
        }
        if ((height - 1) * stride - 2 * padding + kernel + outputPadding < 1
            || (width - 1) * stride - 2 * padding + kernel + outputPadding < 1) {
            throw new IllegalArgumentException(
                "A padding of " + padding + " leaves nothing of the output; choose a smaller one.");
        }
    }

    /** @return lines of the output */
    public int outHeight() {
        return (height - 1) * stride - 2 * padding + kernel + outputPadding;
    }

    /** @return pixels per line of the output */
    public int outWidth() {
        return (width - 1) * stride - 2 * padding + kernel + outputPadding;
    }

    Patches patches() {
        return new Patches(outHeight(), outWidth(), outChannels, kernel, stride, padding, height, width);
    }

    @Override
    public int inputSize() {
        return height * width * channels;
    }

    @Override
    public int outputSize() {
        return outHeight() * outWidth() * outChannels;
    }

    @Override
    public int weightCount() {
        return kernel * kernel * channels * outChannels;
    }

    @Override
    public int parameterCount() {
        return weightCount() + outChannels;
    }

    @Override
    public int fanIn() {
        // each output pixel is reached by (kernel/stride)² windows
        return Math.max(1, kernel * kernel * channels / (stride * stride));
    }

    @Override
    public int fanOut() {
        return kernel * kernel * outChannels;
    }

    @Override
    public void value(final FloatBlock parameters, final long offset, final FloatBlock input, final FloatBlock output,
        final int from, final int to, final Scratch scratch) {
        final float[] bias = new float[outChannels];
        parameters.get(offset + weightCount(), bias, 0, outChannels);
        multiply(parameters, offset, input, output, from, to, bias, scratch);
    }

    @Override
    public void tangent(final FloatBlock parameters, final long offset, final FloatBlock input, final FloatBlock output,
        final int from, final int to, final Scratch scratch) {
        multiply(parameters, offset, input, output, from, to, null, scratch);
    }

    private void multiply(final FloatBlock parameters, final long offset, final FloatBlock input, final FloatBlock output,
        final int from, final int to, final float[] bias, final Scratch scratch) {
        final Patches patches = patches();
        final int step = Convolutions.imagesAtOnce(patches);
        for (int row = from; row < to; row += step) {
            final int count = Math.min(step, to - row);
            final FloatBlock unfolded = scratch.patches(count * patches.windows() * patches.windowSize());
            Blas.multiply(false, false, count * patches.windows(), patches.windowSize(), channels,
                new Matrix(input, (long)row * inputSize(), channels), new Matrix(parameters, offset, patches.windowSize()), 0f,
                new Matrix(unfolded, 0, patches.windowSize()));
            Convolutions.fold(patches, unfolded, output, row, count, bias, scratch);
        }
    }

    @Override
    public void backward(final FloatBlock parameters, final long offset, final FloatBlock outputAdjoint,
        final FloatBlock inputAdjoint, final int from, final int to, final Scratch scratch) {
        final Patches patches = patches();
        final int step = Convolutions.imagesAtOnce(patches);
        for (int row = from; row < to; row += step) {
            final int count = Math.min(step, to - row);
            final FloatBlock unfolded = Convolutions.unfold(patches, outputAdjoint, row, count, scratch);
            Blas.multiply(false, true, count * patches.windows(), channels, patches.windowSize(),
                new Matrix(unfolded, 0, patches.windowSize()), new Matrix(parameters, offset, patches.windowSize()), 0f,
                new Matrix(inputAdjoint, (long)row * inputSize(), channels));
        }
    }

    @Override
    public void addGradient(final FloatBlock input, final FloatBlock outputAdjoint, final int from, final int to,
        final boolean bias, final FloatBlock gradient, final long offset, final Scratch scratch) {
        final Patches patches = patches();
        final int step = Convolutions.imagesAtOnce(patches);
        for (int row = from; row < to; row += step) {
            final int count = Math.min(step, to - row);
            final FloatBlock unfolded = Convolutions.unfold(patches, outputAdjoint, row, count, scratch);
            Blas.multiply(true, false, channels, patches.windowSize(), count * patches.windows(),
                new Matrix(input, (long)row * inputSize(), channels), new Matrix(unfolded, 0, patches.windowSize()), 1f,
                new Matrix(gradient, offset, patches.windowSize()));
        }
        if (bias) {
            Convolutions.addChannelSums(outputAdjoint, (long)from * outputSize(), (long)to * outputSize(), outChannels, gradient,
                offset + weightCount(), scratch);
        }
    }
}
