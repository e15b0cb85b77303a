package org.elbow.nn;

/** Functions over stretches of arrays, vectorised where the platform can. */
public final class VectorMath {

    private VectorMath() {
    }

    /** Floats at a time where a stretch does not begin at 0: see {@link #sigmoid(float[], float[], int)}. */
    private static final int CHUNK = 256;

    /** target ← 1/(1 + e⁻ˣ) for {@code count} entries. */
    public static void sigmoid(final float[] x, final int from, final float[] target, final int to, final int count) {
        if (from == 0 && to == 0) {
            sigmoid(x, target, count);
            return;
        }
        final float[] in = new float[Math.min(CHUNK, count)];
        final float[] out = new float[in.length];
        for (int i = 0; i < count; i += CHUNK) {
            final int n = Math.min(CHUNK, count - i);
            System.arraycopy(x, from + i, in, 0, n);
            sigmoid(in, out, n);
            System.arraycopy(out, 0, target, to + i, n);
        }
    }

    /** target ← log(1 + eˣ) for {@code count} entries. The two arrays must not be the same. */
    public static void softplus(final float[] x, final int from, final float[] target, final int to, final int count) {
        if (from == 0 && to == 0) {
            softplus(x, target, count);
            return;
        }
        final float[] in = new float[Math.min(CHUNK, count)];
        final float[] out = new float[in.length];
        for (int i = 0; i < count; i += CHUNK) {
            final int n = Math.min(CHUNK, count - i);
            System.arraycopy(x, from + i, in, 0, n);
            softplus(in, out, n);
            System.arraycopy(out, 0, target, to + i, n);
        }
    }

    /**
     * sigma ← 1/(1 + e⁻ˣ) and normaliser ← log(1 + eˣ) for {@code count} entries, from one tanh each. The arrays must not be
     * the same.
     */
    public static void sigmoidAndSoftplus(final float[] x, final int from, final float[] sigma, final int toSigma,
        final float[] normaliser, final int count) {
        if (from == 0 && toSigma == 0) {
            sigmoidAndSoftplus(x, sigma, normaliser, count);
            return;
        }
        final float[] in = new float[Math.min(CHUNK, count)];
        final float[] first = new float[in.length];
        final float[] second = new float[in.length];
        for (int i = 0; i < count; i += CHUNK) {
            final int n = Math.min(CHUNK, count - i);
            System.arraycopy(x, from + i, in, 0, n);
            sigmoidAndSoftplus(in, first, second, n);
            System.arraycopy(first, 0, sigma, toSigma + i, n);
            System.arraycopy(second, 0, normaliser, i, n);
        }
    }

    /**
     * The just-in-time compiler vectorises a loop with a tanh in it, ten times as fast, only if the loop does little else and
     * its arrays are read and written from 0 on.
     */
    private static void sigmoid(final float[] x, final float[] target, final int count) {
        for (int i = 0; i < count; i++) {
            target[i] = Approximation.sigmoid(x[i]);
        }
    }

    private static void softplus(final float[] x, final float[] target, final int count) {
        for (int i = 0; i < count; i++) {
            target[i] = Approximation.tanh(0.5f * Math.abs(x[i]));
        }
        for (int i = 0; i < count; i++) {
            target[i] = Approximation.softplus(x[i], target[i]);
        }
    }

    private static void sigmoidAndSoftplus(final float[] x, final float[] sigma, final float[] normaliser, final int count) {
        for (int i = 0; i < count; i++) {
            sigma[i] = Approximation.tanh(0.5f * x[i]);
        }
        for (int i = 0; i < count; i++) {
            normaliser[i] = Approximation.softplus(x[i], Math.abs(sigma[i]));
        }
        for (int i = 0; i < count; i++) {
            sigma[i] = 0.5f + 0.5f * sigma[i];
        }
    }

    /** @return the sum of {@code count} entries, added up in double precision */
    public static double sum(final float[] x, final int from, final int count) {
        double even = 0; // two sums at once, since each addition waits for the one before it
        double odd = 0;
        final int pairs = count & ~1;
        for (int i = 0; i < pairs; i += 2) {
            even += x[from + i];
            odd += x[from + i + 1];
        }
        return even + odd + (pairs < count ? x[from + pairs] : 0);
    }
}
