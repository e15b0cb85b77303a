package org.elbow.consistency;

import java.util.SplittableRandom;

import org.elbow.data.ImageEncoding;

/**
 * Turns, shifts, enlarges and mirrors images at random. Pixels in between are interpolated bilinearly and rounded to the 256
 * levels of a byte; beyond the border, the nearest pixel of the border goes on.
 */
final class ImageTransformation {

    private static final int WHITE = 255;

    private final int width;

    private final int height;

    private final int channels;

    private final ImageChanges changes;

    ImageTransformation(final ImageEncoding image, final ImageChanges changes) {
        width = image.imageWidth();
        height = image.imageHeight();
        channels = image.channels();
        this.changes = changes;
    }

    /**
     * Changes an image at random.
     *
     * @param row holds the image's features, channels last, from {@code offset} on; not changed
     * @param target has the changed image's features set, from {@code offset} on
     * @param random decides on the change
     */
    void apply(final float[] row, final float[] target, final int offset, final SplittableRandom random) {
        final double angle = Math.toRadians(changes.rotation()) * evenly(random);
        final double right = changes.shift() * width * evenly(random);
        final double down = changes.shift() * height * evenly(random);
        final double scale =
            changes.smallestScale() + (changes.largestScale() - changes.smallestScale()) * random.nextDouble();
        final boolean mirrored = random.nextBoolean() && changes.flip();
        apply(row, target, offset, angle, right, down, scale, mirrored);
    }

    private static double evenly(final SplittableRandom random) {
        return 2 * random.nextDouble() - 1;
    }

    /** Mirrors, then enlarges about the middle, turns from the x axis towards the y axis, and shifts, in radians and pixels. */
    void apply(final float[] row, final float[] target, final int offset, final double angle, final double right,
        final double down, final double scale, final boolean mirrored) {
        final double middleX = (width - 1) / 2.0;
        final double middleY = (height - 1) / 2.0;
        final double cos = Math.cos(angle) / scale;
        final double sin = Math.sin(angle) / scale;
        int feature = offset;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                final double dx = x - middleX - right;
                final double dy = y - middleY - down;
                final double sourceX = cos * dx + sin * dy;
                final double fromX = clamp(middleX + (mirrored ? -sourceX : sourceX), width - 1);
                final double fromY = clamp(middleY - sin * dx + cos * dy, height - 1);
                final int left = Math.min((int)fromX, Math.max(0, width - 2));
                final int top = Math.min((int)fromY, Math.max(0, height - 2));
                final double shareX = fromX - left;
                final double shareY = fromY - top;
                final int first = offset + (top * width + left) * channels;
                final int next = width > 1 ? channels : 0;
                final int below = height > 1 ? width * channels : 0;
                for (int c = 0; c < channels; c++) {
                    final int at = first + c;
                    final double upper = (1 - shareX) * row[at] + shareX * row[at + next];
                    final double lower = (1 - shareX) * row[at + below] + shareX * row[at + below + next];
                    target[feature++] = Math.round(((1 - shareY) * upper + shareY * lower) * WHITE) / (float)WHITE;
                }
            }
        }
    }

    private static double clamp(final double value, final int largest) {
        return Math.max(0, Math.min(largest, value));
    }
}
