package org.elbow.data;

import java.util.Arrays;

/**
 * How much of each pixel a set of polygons covers, overlaps counted once.
 *
 * <p>Each line of pixels is cut into {@value #SUBLINES} thin strips; along a strip's middle the coverage is exact. Nothing
 * but additions, multiplications and divisions, so the result is the same everywhere. For one image; not thread-safe.
 */
final class Coverage {

    private static final int SUBLINES = 16;

    private final int width;

    private final int height;

    /** For each strip, where edges cross its middle: pairs of x and direction (+1 downwards, −1 upwards). */
    private final double[][] crossings;

    private final int[] counts;

    Coverage(final int width, final int height) {
        this.width = width;
        this.height = height;
        crossings = new double[height * SUBLINES][];
        counts = new int[height * SUBLINES];
    }

    /**
     * Adds the inside of a closed polygon.
     *
     * @param x the corners in pixels, (0, 0) being the top left corner of the top left pixel
     * @param y as many
     */
    void add(final double[] x, final double[] y) {
        for (int i = 0; i < x.length; i++) {
            final int j = i + 1 == x.length ? 0 : i + 1;
            if (y[i] < y[j]) {
                edge(x[i], y[i], x[j], y[j], 1);
            } else if (y[j] < y[i]) {
                edge(x[j], y[j], x[i], y[i], -1);
            }
        }
    }

    private void edge(final double x0, final double y0, final double x1, final double y1, final int direction) {
        // strip s has its middle at (s + ½) / SUBLINES; the edge counts where y0 ≤ middle < y1
        final int first = Math.max(0, (int)Math.ceil(y0 * SUBLINES - 0.5));
        final int last = Math.min(crossings.length, (int)Math.ceil(y1 * SUBLINES - 0.5));
        final double slope = (x1 - x0) / (y1 - y0);
        for (int s = first; s < last; s++) {
            final double x = x0 + slope * ((s + 0.5) / SUBLINES - y0);
            if (crossings[s] == null) {
                crossings[s] = new double[8];
            } else if (crossings[s].length == 2 * counts[s]) {
                crossings[s] = Arrays.copyOf(crossings[s], 4 * counts[s]);
            }
            insert(crossings[s], counts[s], x, direction);
            counts[s]++;
        }
    }

    /** Keeps the few crossings of a strip in order of x. */
    private static void insert(final double[] pairs, final int count, final double x, final int direction) {
        int at = 2 * count;
        while (at > 0 && pairs[at - 2] > x) {
            pairs[at] = pairs[at - 2];
            pairs[at + 1] = pairs[at - 1];
            at -= 2;
        }
        pairs[at] = x;
        pairs[at + 1] = direction;
    }

    /** Writes the coverage, in [0, 1], of every pixel. */
    void write(final float[] image) {
        final double[] line = new double[width];
        for (int y = 0; y < height; y++) {
            Arrays.fill(line, 0);
            for (int s = y * SUBLINES; s < (y + 1) * SUBLINES; s++) {
                int winding = 0;
                for (int c = 0; c < counts[s]; c++) {
                    if (winding != 0) {
                        span(line, crossings[s][2 * c - 2], crossings[s][2 * c]);
                    }
                    winding += (int)crossings[s][2 * c + 1];
                }
            }
            for (int x = 0; x < width; x++) {
                image[y * width + x] = (float)Math.min(1, line[x] / SUBLINES);
            }
        }
    }

    private void span(final double[] line, final double from, final double to) {
        final double start = Math.max(0, from);
        final double end = Math.min(width, to);
        if (start >= end) {
            return;
        }
        final int first = (int)start;
        final int last = Math.min(width - 1, (int)end);
        if (first == last) {
            line[first] += end - start;
            return;
        }
        line[first] += first + 1 - start;
        for (int x = first + 1; x < last; x++) {
            line[x] += 1;
        }
        line[last] += end - last;
    }
}
