package org.elbow.nn;

/** Loops over arrays in the form that the just-in-time compiler vectorises. */
final class HeapKernels {

    private HeapKernels() {
    }

    /** target ← target + a x. */
    static void addMultiple(final float a, final float[] x, final float[] target, final int n) {
        for (int i = 0; i < n; i++) {
            target[i] += a * x[i];
        }
    }

    /** target ← target + a x + b y + c z + d u: four at once, since the target is read and written only once. */
    static void addMultiples(final float a, final float[] x, final float b, final float[] y, final float c, final float[] z,
        final float d, final float[] u, final float[] target, final int n) {
        for (int i = 0; i < n; i++) {
            target[i] += a * x[i] + b * y[i] + (c * z[i] + d * u[i]);
        }
    }

    /** x ← x ⊙ y. */
    static void multiply(final float[] x, final float[] y, final int n) {
        for (int i = 0; i < n; i++) {
            x[i] *= y[i];
        }
    }

    /** @return Σ x y */
    static float dot(final float[] x, final float[] y, final int n) {
        float a = 0f; // eight sums at once, since each addition waits for the one before it
        float b = 0f;
        float c = 0f;
        float d = 0f;
        float e = 0f;
        float f = 0f;
        float g = 0f;
        float h = 0f;
        final int eights = n & ~7;
        for (int i = 0; i < eights; i += 8) {
            a += x[i] * y[i];
            b += x[i + 1] * y[i + 1];
            c += x[i + 2] * y[i + 2];
            d += x[i + 3] * y[i + 3];
            e += x[i + 4] * y[i + 4];
            f += x[i + 5] * y[i + 5];
            g += x[i + 6] * y[i + 6];
            h += x[i + 7] * y[i + 7];
        }
        float sum = a + b + (c + d) + (e + f + (g + h));
        for (int i = eights; i < n; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
