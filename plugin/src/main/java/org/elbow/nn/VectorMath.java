package org.elbow.nn;

/** Functions over stretches of arrays, vectorised where the platform can. */
public final class VectorMath {

    private VectorMath() {
    }

    /** target ← 1/(1 + e⁻ˣ) for {@code count} entries. */
    public static void sigmoid(final float[] x, final int from, final float[] target, final int to, final int count) {
        for (int i = 0; i < count; i++) {
            target[to + i] = Approximation.sigmoid(x[from + i]);
        }
    }

    /** target ← log(1 + eˣ) for {@code count} entries. */
    public static void softplus(final float[] x, final int from, final float[] target, final int to, final int count) {
        for (int i = 0; i < count; i++) {
            target[to + i] = Approximation.softplus(x[from + i]);
        }
    }

    /** sigma ← 1/(1 + e⁻ˣ) and normaliser ← log(1 + eˣ) for {@code count} entries, from one tanh each. */
    public static void sigmoidAndSoftplus(final float[] x, final int from, final float[] sigma, final int toSigma,
        final float[] normaliser, final int count) {
        for (int i = 0; i < count; i++) {
            final float t = Approximation.tanh(0.5f * x[from + i]);
            sigma[toSigma + i] = 0.5f + 0.5f * t;
            normaliser[i] = Approximation.softplus(x[from + i], Math.abs(t));
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

    /** @return log Σ eˣ over the entries, without overflow; −∞ if there is none */
    public static double logSumExp(final double[] x) {
        double largest = Double.NEGATIVE_INFINITY;
        for (final double value : x) {
            largest = Math.max(largest, value);
        }
        if (Double.isInfinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (final double value : x) {
            sum += Math.exp(value - largest);
        }
        return largest + Math.log(sum);
    }
}
