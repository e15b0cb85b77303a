package org.elbow.nn;

/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1) with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, on parameters on the heap:
 * what all parameters share in that step, and the change of a stretch of them.
 *
 * @param learningRate the step size η
 * @param rate η/(1 − β₁ᵗ)
 * @param scale 1/√(1 − β₂ᵗ)
 */
record AdamStep(double learningRate, float rate, float scale) {

    static final float BETA1 = 0.9f;

    static final float BETA2 = 0.999f;

    static final float EPSILON = 1e-8f;

    /**
     * @param learningRate η, positive
     * @param step t, from 1 on
     */
    static AdamStep of(final double learningRate, final long step) {
        return new AdamStep(learningRate, (float)(learningRate / (1 - Math.pow(BETA1, step))),
            (float)(1 / Math.sqrt(1 - Math.pow(BETA2, step))));
    }

    /**
     * Changes parameters by the gradient {@code factor} · {@code delta}, and their averages with them, all of them arrays of
     * {@code n} entries or more.
     */
    void apply(final float[] parameters, final float[] m, final float[] v, final float factor, final float[] delta,
        final int n) {
        final float eta = rate;
        final float root = scale;
        final float tiny = MovingAverage.NEGLIGIBLE;
        for (int i = 0; i < n; i++) {
            final float gradient = factor * delta[i];
            final float mean = BETA1 * m[i] + (1f - BETA1) * gradient + tiny - tiny;
            final float square = BETA2 * v[i] + (1f - BETA2) * gradient * gradient + tiny - tiny;
            m[i] = mean;
            v[i] = square;
            parameters[i] -= eta * mean / ((float)Math.sqrt(square) * root + EPSILON);
        }
    }
}
