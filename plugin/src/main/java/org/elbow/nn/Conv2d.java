package org.elbow.nn;

import org.elbow.nn.Blas.Matrix;

/**
 * A convolution of images [height, width, channels], channels last: every window of the image, as a row, times one matrix
 * W [kernel · kernel · channels, outChannels], plus a bias per output channel. The output is again an image, channels last,
 * of (size + 2 padding − kernel)/stride + 1 lines and pixels, rounded down.
 *
 * <p>A few images at a time are unfolded into their windows, so that the rest is one matrix product.
 *
 * @param height lines of the input
 * @param width pixels per line
 * @param channels numbers per pixel of the input
 * @param outChannels numbers per pixel of the output
 * @param kernel side of the window
 * @param stride how far neighbouring windows are apart
 * @param padding zeros around the image
 */
public record Conv2d(int height, int width, int channels, int outChannels, int kernel, int stride, int padding)
        implements LinearOp {

    /** @throws IllegalArgumentException if a size is out of range or no window fits into the image */
    public Conv2d {
        Convolutions.check("convolution", height, width, channels, outChannels, kernel, stride, padding);
        if (kernel > height + 2 * padding || kernel > width + 2 * padding) {
            throw new IllegalArgumentException("The window of " + kernel + " × " + kernel + " is larger than the image of "
                + height + " × " + width + " with a padding of " + padding + ".");
        }
    }

    /** @return lines of the output */
    public int outHeight() {
        return (height + 2 * padding - kernel) / stride + 1;
    }

    /** @return pixels per line of the output */
    public int outWidth() {
        return (width + 2 * padding - kernel) / stride + 1;
    }

    Patches patches() {
        return new Patches(height, width, channels, kernel, stride, padding, outHeight(), outWidth());
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
        return kernel * kernel * channels;
    }

    @Override
    public int fanOut() {
        return kernel * kernel * outChannels;
    }

    @Override
    public void value(final FloatBlock parameters, final long offset, final FloatBlock input, final FloatBlock output,
        final int from, final int to, final Scratch scratch) {
        final long pixels = (long)(to - from) * outHeight() * outWidth();
        for (long pixel = 0; pixel < pixels; pixel++) {
            output.copy((long)from * outputSize() + pixel * outChannels, parameters, offset + weightCount(), outChannels);
        }
        multiply(parameters, offset, input, output, from, to, 1f, scratch);
    }

    @Override
    public void tangent(final FloatBlock parameters, final long offset, final FloatBlock input, final FloatBlock output,
        final int from, final int to, final Scratch scratch) {
        multiply(parameters, offset, input, output, from, to, 0f, scratch);
    }

    private void multiply(final FloatBlock parameters, final long offset, final FloatBlock input, final FloatBlock output,
        final int from, final int to, final float beta, final Scratch scratch) {
        final Patches patches = patches();
        final int step = Convolutions.imagesAtOnce(patches);
        for (int row = from; row < to; row += step) {
            final int count = Math.min(step, to - row);
            final FloatBlock unfolded = Convolutions.unfold(patches, input, row, count, scratch);
            Blas.multiply(false, false, count * patches.windows(), outChannels, patches.windowSize(),
                new Matrix(unfolded, 0, patches.windowSize()), new Matrix(parameters, offset, outChannels), beta,
                new Matrix(output, (long)row * outputSize(), outChannels));
        }
    }

    @Override
    public void backward(final FloatBlock parameters, final long offset, final FloatBlock outputAdjoint,
        final FloatBlock inputAdjoint, final int from, final int to, final Scratch scratch) {
        final Patches patches = patches();
        final int step = Convolutions.imagesAtOnce(patches);
        for (int row = from; row < to; row += step) {
            final int count = Math.min(step, to - row);
            final FloatBlock unfolded = scratch.patches(count * patches.windows() * patches.windowSize());
            Blas.multiply(false, true, count * patches.windows(), patches.windowSize(), outChannels,
                new Matrix(outputAdjoint, (long)row * outputSize(), outChannels), new Matrix(parameters, offset, outChannels),
                0f, new Matrix(unfolded, 0, patches.windowSize()));
            Convolutions.fold(patches, unfolded, inputAdjoint, row, count, null, scratch);
        }
    }

    @Override
    public void addGradient(final FloatBlock input, final FloatBlock outputAdjoint, final int from, final int to,
        final boolean bias, final FloatBlock gradient, final long offset, final Scratch scratch) {
        final Patches patches = patches();
        final int step = Convolutions.imagesAtOnce(patches);
        for (int row = from; row < to; row += step) {
            final int count = Math.min(step, to - row);
            final FloatBlock unfolded = Convolutions.unfold(patches, input, row, count, scratch);
            Blas.multiply(true, false, patches.windowSize(), outChannels, count * patches.windows(),
                new Matrix(unfolded, 0, patches.windowSize()),
                new Matrix(outputAdjoint, (long)row * outputSize(), outChannels), 1f,
                new Matrix(gradient, offset, outChannels));
        }
        if (bias) {
            Convolutions.addChannelSums(outputAdjoint, (long)from * outputSize(), (long)to * outputSize(), outChannels, gradient,
                offset + weightCount(), scratch);
        }
    }
}
