package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class VectorMathTest {

    /** More than one chunk, and not a multiple of it. */
    private static final int COUNT = 700;

    private static final int FROM = 3;

    private static final int TO = 5;

    private static float[] points() {
        final float[] x = new float[FROM + COUNT];
        for (int i = 0; i < x.length; i++) {
            x[i] = 0.1f * (i - 350);
        }
        return x;
    }

    private static double sigmoid(final double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double softplus(final double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    @Test
    void logisticFunctionAndItsNormaliserAreRightWhereverTheStretchBegins() {
        final float[] x = points();
        for (final int from : new int[]{0, FROM}) {
            for (final int to : new int[]{0, TO}) {
                final float[] sigmoid = new float[TO + COUNT];
                final float[] softplus = new float[TO + COUNT];
                final float[] both = new float[TO + COUNT];
                final float[] normaliser = new float[COUNT];
                VectorMath.sigmoid(x, from, sigmoid, to, COUNT);
                VectorMath.softplus(x, from, softplus, to, COUNT);
                VectorMath.sigmoidAndSoftplus(x, from, both, to, normaliser, COUNT);
                for (int i = 0; i < COUNT; i++) {
                    final double value = x[from + i];
                    assertEquals(sigmoid(value), sigmoid[to + i], 2e-7, "sigmoid of " + value);
                    assertEquals(sigmoid(value), both[to + i], 2e-7, "sigmoid of " + value);
                    assertEquals(softplus(value), softplus[to + i], 3e-7 * (1 + Math.abs(value)), "softplus of " + value);
                    assertEquals(softplus(value), normaliser[i], 3e-7 * (1 + Math.abs(value)), "softplus of " + value);
                }
            }
        }
    }

    @Test
    void nothingOutsideTheStretchIsWritten() {
        final float[] target = new float[TO + COUNT + 2];
        java.util.Arrays.fill(target, -1f);
        VectorMath.softplus(points(), FROM, target, TO, COUNT);
        for (int i = 0; i < target.length; i++) {
            assertEquals(i >= TO && i < TO + COUNT, target[i] >= 0, "index " + i);
        }
    }

    @Test
    void sumIsThatOfTheEntriesAskedFor() {
        assertEquals(2 + 3 + 4, VectorMath.sum(new float[]{1, 2, 3, 4, 5}, 1, 3));
    }
}
