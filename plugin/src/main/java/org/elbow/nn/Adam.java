package org.elbow.nn;

/**
 * Adam: a method for stochastic optimisation (Kingma and Ba 2015, Algorithm 1):
 * m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², θ ← θ − η m̂ / (√v̂ + ε) with m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ).
 *
 * <p>Acts on each parameter by itself, so that stretches of the parameters can be updated by different threads.
 */
public final class Adam implements Optimiser {

    private final FloatBlock parameters;

    private final FloatBlock firstMoments;

    private final FloatBlock secondMoments;

    private final float beta1;

    private final float beta2;

    private final float epsilon;

    private long step;

    private float rate;

    private float secondMomentScale;

    /**
     * Starts with both averages at zero.
     *
     * @param parameters what is optimised; changed by every step
     * @param beta1 the decay of the gradient's average, in [0, 1)
     * @param beta2 the decay of the squared gradient's average, in [0, 1)
     * @param epsilon added to the root, positive
     * @throws IllegalArgumentException if a number is out of range
     */
    public Adam(final FloatBlock parameters, final double beta1, final double beta2, final double epsilon) {
        this.parameters = parameters;
        this.beta1 = MovingAverage.decay("average's decay β₁", beta1);
        this.beta2 = MovingAverage.decay("squares' decay β₂", beta2);
        this.epsilon = MovingAverage.epsilon(epsilon);
        firstMoments = FloatBlock.allocate(parameters.length());
        secondMoments = FloatBlock.allocate(parameters.length());
    }

    /** @param parameters what is optimised, with the paper's β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸ */
    public Adam(final FloatBlock parameters) {
        this(parameters, 0.9, 0.999, 1e-8);
    }

    @Override
    public void beginStep(final double learningRate) {
        step++;
        rate = (float)(learningRate / (1 - Math.pow(beta1, step)));
        secondMomentScale = (float)(1 / Math.sqrt(1 - Math.pow(beta2, step)));
    }

    @Override
    public void accept(final long offset, final FloatBlock gradient, final int count, final Scratch scratch) {
        for (int i = 0; i < count; i += Scratch.LENGTH) {
            final int n = Math.min(Scratch.LENGTH, count - i);
            gradient.get(i, scratch.t, 0, n);
            firstMoments.get(offset + i, scratch.x, 0, n);
            secondMoments.get(offset + i, scratch.y, 0, n);
            parameters.get(offset + i, scratch.d, 0, n);
            MovingAverage.update(scratch.x, scratch.t, beta1, 1f - beta1, n);
            averageOfSquares(scratch.y, scratch.t, beta2, n);
            move(scratch.d, scratch.x, scratch.y, n);
            firstMoments.put(offset + i, scratch.x, 0, n);
            secondMoments.put(offset + i, scratch.y, 0, n);
            parameters.put(offset + i, scratch.d, 0, n);
        }
    }

    private static void averageOfSquares(final float[] v, final float[] g, final float beta, final int n) {
        for (int i = 0; i < n; i++) {
            v[i] = beta * v[i] + (1f - beta) * g[i] * g[i] + MovingAverage.NEGLIGIBLE - MovingAverage.NEGLIGIBLE;
        }
    }

    private void move(final float[] parameter, final float[] m, final float[] v, final int n) {
        final float eta = rate;
        final float scale = secondMomentScale;
        final float eps = epsilon;
        for (int i = 0; i < n; i++) {
            parameter[i] -= eta * m[i] / ((float)Math.sqrt(v[i]) * scale + eps);
        }
    }

    @Override
    public void close() {
        firstMoments.close();
        secondMoments.close();
    }
}
