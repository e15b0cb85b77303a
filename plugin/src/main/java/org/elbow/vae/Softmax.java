package org.elbow.vae;

import java.util.SplittableRandom;

/** softmax(o) over a stretch of an array, and what follows from it. */
final class Softmax {

    private Softmax() {
    }

    /** @return log Σ eᵒ over {@code count} entries, without overflow */
    static double logSumExp(final float[] o, final int first, final int count) {
        final float largest = largest(o, first, count);
        double sum = 0;
        for (int c = 0; c < count; c++) {
            sum += Math.exp(o[first + c] - largest);
        }
        return largest + Math.log(sum);
    }

    /** Sets the first {@code count} entries of {@code p} to softmax(o); @return log Σ eᵒ. */
    static double probabilities(final float[] o, final int first, final int count, final float[] p) {
        final float largest = largest(o, first, count);
        double sum = 0;
        for (int c = 0; c < count; c++) {
            p[c] = (float)Math.exp(o[first + c] - largest);
            sum += p[c];
        }
        final float scale = (float)(1 / sum);
        for (int c = 0; c < count; c++) {
            p[c] *= scale;
        }
        return largest + Math.log(sum);
    }

    /** Draws a class with the probabilities p, by their running sum; −1 if they are NaN. Takes one number from {@code random}. */
    static int draw(final float[] p, final SplittableRandom random) {
        final double level = random.nextDouble();
        double sum = 0;
        int possible = -1;
        for (int c = 0; c < p.length; c++) {
            if (p[c] > 0) {
                possible = c;
                sum += p[c];
                if (level < sum) {
                    break;
                }
            }
        }
        return possible; // the last possible one if rounding leaves the sum below 1
    }

    /** Σ p t. */
    static double average(final float[] p, final float[] t, final int first, final int count) {
        double sum = 0;
        for (int c = 0; c < count; c++) {
            sum += (double)p[c] * t[first + c];
        }
        return sum;
    }

    /** (∂² log p/∂o²) t = −p (t − Σ p t), into the same stretch of {@code result}; {@code p} is overwritten. */
    static void curvature(final float[] o, final float[] t, final int first, final int count, final float[] p,
        final float[] result) {
        probabilities(o, first, count, p);
        final double average = average(p, t, first, count);
        for (int c = 0; c < count; c++) {
            result[first + c] = (float)(-p[c] * (t[first + c] - average));
        }
    }

    private static float largest(final float[] o, final int first, final int count) {
        float largest = o[first];
        for (int c = 1; c < count; c++) {
            largest = Math.max(largest, o[first + c]);
        }
        return largest;
    }
}
