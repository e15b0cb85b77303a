package org.elbow.nn;

/** What convolutions and transposed convolutions have in common. */
final class Convolutions {

    /** Floats of windows that are unfolded at once: half a megabyte, to stay in the second-level cache. */
    private static final int UNFOLDED = 131_072;

    private Convolutions() {
    }

    static void check(final String what, final int height, final int width, final int channels, final int outChannels,
        final int kernel, final int stride, final int padding) {
        if (height < 1 || width < 1 || channels < 1 || outChannels < 1 || kernel < 1 || stride < 1 || padding < 0
            || padding >= kernel) {
            throw new IllegalArgumentException("A " + what + " needs sizes of at least 1 and a padding of 0 or more and less "
                + "than the kernel; given are images of " + height + " × " + width + " with " + channels + " channels, "
                + outChannels + " output channels, kernel " + kernel + ", stride " + stride + ", padding " + padding + ".");
        }
    }

    static int imagesAtOnce(final Patches patches) {
        return Math.max(1, UNFOLDED / (patches.windows() * patches.windowSize()));
    }

    /** The windows of {@code count} images from row {@code row} on, in a block of the thread's own. */
    static FloatBlock unfold(final Patches patches, final FloatBlock images, final int row, final int count,
        final Scratch scratch) {
        final int imageSize = patches.imageSize();
        final int size = patches.windows() * patches.windowSize();
        final float[] image = scratch.imageArray(count * imageSize);
        final float[] array = scratch.patchArray(count * size);
        images.get((long)row * imageSize, image, 0, count * imageSize);
        for (int i = 0; i < count; i++) {
            patches.gather(image, i * imageSize, array, i * size);
        }
        final FloatBlock unfolded = scratch.patches(count * size);
        unfolded.put(0, array, 0, count * size);
        return unfolded;
    }

    /** Adds up the windows of {@code count} images into rows from {@code row} on, which start at the bias, or at zero. */
    static void fold(final Patches patches, final FloatBlock unfolded, final FloatBlock images, final int row, final int count,
        final float[] bias, final Scratch scratch) {
        final int imageSize = patches.imageSize();
        final int size = patches.windows() * patches.windowSize();
        final float[] image = scratch.imageArray(count * imageSize);
        final float[] array = scratch.patchArray(count * size);
        unfolded.get(0, array, 0, count * size);
        if (bias == null) {
            java.util.Arrays.fill(image, 0, count * imageSize, 0f);
        } else {
            for (int i = 0; i < count * imageSize; i += bias.length) {
                System.arraycopy(bias, 0, image, i, bias.length);
            }
        }
        for (int i = 0; i < count; i++) {
            patches.scatter(array, i * size, image, i * imageSize);
        }
        images.put((long)row * imageSize, image, 0, count * imageSize);
    }

    /** Adds the sums over all pixels of the floats [from, to) to {@code channels} floats of {@code target}. */
    static void addChannelSums(final FloatBlock values, final long from, final long to, final int channels,
        final FloatBlock target, final long offset, final Scratch scratch) {
        final int stretch = Math.max(1, Scratch.LENGTH / channels) * channels;
        final float[] array = scratch.imageArray(stretch);
        final float[] sums = new float[channels];
        target.get(offset, sums, 0, channels);
        for (long i = from; i < to; i += stretch) {
            final int n = (int)Math.min(stretch, to - i);
            values.get(i, array, 0, n);
            for (int pixel = 0; pixel < n; pixel += channels) {
                for (int c = 0; c < channels; c++) {
                    sums[c] += array[pixel + c];
                }
            }
        }
        target.put(offset, sums, 0, channels);
    }
}
