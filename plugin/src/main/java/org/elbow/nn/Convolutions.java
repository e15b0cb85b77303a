package org.elbow.nn;

/** What convolutions and transposed convolutions have in common. */
final class Convolutions {

    /** Floats of windows that are unfolded at once: a megabyte, as much as a second-level cache holds. */
    private static final int UNFOLDED = 262_144;

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
        final int size = patches.windows() * patches.windowSize();
        final float[] padded = scratch.imageArray(patches.paddedSize());
        final float[] array = scratch.patchArray(count * size);
        final int line = patches.width() * patches.channels();
        java.util.Arrays.fill(padded, 0, patches.paddedSize(), 0f);
        for (int i = 0; i < count; i++) {
            final long image = (long)(row + i) * patches.imageSize();
            for (int y = 0; y < patches.height(); y++) {
                images.get(image + y * line, padded, patches.lineStart(y), line);
            }
            patches.gather(padded, 0, array, i * size);
        }
        final FloatBlock unfolded = scratch.patches(count * size);
        unfolded.put(0, array, 0, count * size);
        return unfolded;
    }

    /** Adds up the windows of {@code count} images into rows from {@code row} on, which start at the bias, or at zero. */
    static void fold(final Patches patches, final FloatBlock unfolded, final FloatBlock images, final int row, final int count,
        final float[] bias, final Scratch scratch) {
        final int size = patches.windows() * patches.windowSize();
        final float[] padded = scratch.imageArray(patches.paddedSize());
        final float[] array = scratch.patchArray(count * size);
        final int line = patches.width() * patches.channels();
        unfolded.get(0, array, 0, count * size);
        for (int i = 0; i < count; i++) {
            fill(padded, patches.paddedSize(), bias);
            patches.scatter(array, i * size, padded, 0);
            final long image = (long)(row + i) * patches.imageSize();
            for (int y = 0; y < patches.height(); y++) {
                images.put(image + y * line, padded, patches.lineStart(y), line);
            }
        }
    }

    private static void fill(final float[] image, final int size, final float[] bias) {
        if (bias == null || bias.length == 1) {
            java.util.Arrays.fill(image, 0, size, bias == null ? 0f : bias[0]);
            return;
        }
        System.arraycopy(bias, 0, image, 0, bias.length);
        for (int filled = bias.length; filled < size; filled *= 2) { // what is there already, once more
            System.arraycopy(image, 0, image, filled, Math.min(filled, size - filled));
        }
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
            if (channels == 1) {
                sums[0] += (float)VectorMath.sum(array, 0, n);
                continue;
            }
            for (int pixel = 0; pixel < n; pixel += channels) {
                for (int c = 0; c < channels; c++) {
                    sums[c] += array[pixel + c];
                }
            }
        }
        target.put(offset, sums, 0, channels);
    }
}
