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

    int windows() {
        return rows * columns;
    }

    int windowSize() {
        return kernel * kernel * channels;
    }

    /** Copies all windows of an image into the rows of {@code target} from {@code to} on. */
    void gather(final float[] image, final int from, final float[] target, final int to) {
        final int line = kernel * channels;
        int t = to;
        for (int row = 0; row < rows; row++) {
            final int y0 = row * stride - padding;
            for (int column = 0; column < columns; column++) {
                final int x0 = column * stride - padding;
                final int left = Math.max(0, -x0) * channels;
                final int right = Math.max(left, Math.min(kernel, width - x0) * channels);
                for (int ky = 0; ky < kernel; ky++, t += line) {
                    final int y = y0 + ky;
                    if (y < 0 || y >= height) {
                        java.util.Arrays.fill(target, t, t + line, 0f);
                        continue;
                    }
                    final int source = from + (y * width + x0) * channels;
                    for (int i = 0; i < left; i++) {
                        target[t + i] = 0f;
                    }
                    for (int i = left; i < right; i++) {
                        target[t + i] = image[source + i];
                    }
                    for (int i = right; i < line; i++) {
                        target[t + i] = 0f;
                    }
                }
            }
        }
    }

    /** The adjoint of {@link #gather}: adds the rows of {@code source} from {@code from} on to an image. */
    void scatter(final float[] source, final int from, final float[] image, final int to) {
        final int line = kernel * channels;
        int s = from;
        for (int row = 0; row < rows; row++) {
            final int y0 = row * stride - padding;
            for (int column = 0; column < columns; column++) {
                final int x0 = column * stride - padding;
                final int left = Math.max(0, -x0) * channels;
                final int right = Math.max(left, Math.min(kernel, width - x0) * channels);
                for (int ky = 0; ky < kernel; ky++, s += line) {
                    final int y = y0 + ky;
                    if (y < 0 || y >= height) {
                        continue;
                    }
                    final int target = to + (y * width + x0) * channels;
                    for (int i = left; i < right; i++) {
                        image[target + i] += source[s + i];
                    }
                }
            }
        }
    }
}
