package org.elbow.nn;

/**
 * The windows that a convolution looks at. An image is [height, width, channels], channels last; the window at (row, column) of
 * the coarse grid begins at (row · stride − padding, column · stride − padding) of the image, and what of it lies outside the
 * image counts as zero. A window becomes a row of kernel · kernel · channels numbers.
 *
 * @param height lines of the image
 * @param width pixels per line
 * @param channels numbers per pixel
 * @param kernel side of the square window
 * @param stride how far neighbouring windows are apart
 * @param padding zeros around the image
 * @param rows windows from top to bottom
 * @param columns windows from left to right
 */
record Patches(int height, int width, int channels, int kernel, int stride, int padding, int rows, int columns) {

    int imageSize() {
        return height * width * channels;
    }

    /** Numbers in a line of an image with its padding. */
    int paddedLine() {
        return (width + 2 * padding) * channels;
    }

    /** Numbers of an image with its padding. */
    int paddedSize() {
        return (height + 2 * padding) * paddedLine();
    }

    /** Where a line of the image begins in the padded one. */
    int lineStart(final int y) {
        return (y + padding) * paddedLine() + padding * channels;
    }

    int windows() {
        return rows * columns;
    }

    int windowSize() {
        return kernel * kernel * channels;
    }

    /** Copies all windows of a padded image into the rows of {@code target} from {@code to} on. */
    void gather(final float[] padded, final int from, final float[] target, final int to) {
        final int line = kernel * channels;
        int t = to;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int source = from + row * stride * paddedLine() + column * stride * channels;
                for (int ky = 0; ky < kernel; ky++) {
                    copy(padded, source, target, t, line);
                    source += paddedLine();
                    t += line;
                }
            }
        }
    }

    private static void copy(final float[] source, final int from, final float[] target, final int to, final int count) {
        if (count == 4) { // a window of 4 × 4 on one channel, where a loop would take longer than the copy
            target[to] = source[from];
            target[to + 1] = source[from + 1];
            target[to + 2] = source[from + 2];
            target[to + 3] = source[from + 3];
        } else {
            System.arraycopy(source, from, target, to, count);
        }
    }

    /** The adjoint of {@link #gather}: adds the rows of {@code source} from {@code from} on to a padded image. */
    void scatter(final float[] source, final int from, final float[] padded, final int to) {
        final int line = kernel * channels;
        int s = from;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int target = to + row * stride * paddedLine() + column * stride * channels;
                for (int ky = 0; ky < kernel; ky++) {
                    add(source, s, padded, target, line);
                    target += paddedLine();
                    s += line;
                }
            }
        }
    }

    private static void add(final float[] source, final int from, final float[] target, final int to, final int count) {
        if (count == 4) {
            target[to] += source[from];
            target[to + 1] += source[from + 1];
            target[to + 2] += source[from + 2];
            target[to + 3] += source[from + 3];
        } else {
            for (int i = 0; i < count; i++) {
                target[to + i] += source[from + i];
            }
        }
    }
}
