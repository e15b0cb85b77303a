package org.elbow.nn;

/**
 * AdaMax: Adam with the largest instead of the mean square gradient (Kingma and Ba 2015, Algorithm 2):
 * m ← β₁ m + (1 − β₁) g, u ← max(β₂ u, |g| + ε), θ ← θ − η m / ((1 − β₁ᵗ) u).
 *
 * <p>The paper has no ε. With it, a parameter without a gradient stays where it is, and one whose gradient is nothing but
 * rounding makes no full steps.
 *
 * <p>Acts on each parameter by itself, so that stretches of the parameters can be updated by different threads.
 */
public final class Adamax implements Optimiser {

    private final FloatBlock parameters;

    private final FloatBlock moments;

    private final FloatBlock largest;

    private final float beta1;

    private final float beta2;

    private final float epsilon;

    private long step;

    private float rate;

    /**
     * Starts with average and maximum at zero.
     *
     * @param parameters what is optimised; changed by every step
     * @param beta1 the decay of the gradient's average, in [0, 1)
     * @param beta2 the decay of the largest gradient, in [0, 1)
     * @param epsilon added to the size of the gradient, positive
     * @throws IllegalArgumentException if a number is out of range
     */
    public Adamax(final FloatBlock parameters, final double beta1, final double beta2, final double epsilon) {
        this.parameters = parameters;
        this.beta1 = MovingAverage.decay("average's decay β₁", beta1);
        this.beta2 = MovingAverage.decay("maximum's decay β₂", beta2);
        this.epsilon = MovingAverage.epsilon(epsilon);
        moments = FloatBlock.allocate(parameters.length());
        largest = FloatBlock.allocate(parameters.length());
    }

    /** @param parameters what is optimised, with the paper's β₁ = 0.9 and β₂ = 0.999, and ε = 10⁻⁸ */
    public Adamax(final FloatBlock parameters) {
        this(parameters, 0.9, 0.999, 1e-8);
    }

    @Override
    public void beginStep(final double learningRate) {
        step++;
        rate = (float)(learningRate / (1 - Math.pow(beta1, step)));
    }

    @Override
    public void accept(final long offset, final FloatBlock gradient, final int count, final Scratch scratch) {
        for (int i = 0; i < count; i += Scratch.LENGTH) {
            final int n = Math.min(Scratch.LENGTH, count - i);
            gradient.get(i, scratch.t, 0, n);
            moments.get(offset + i, scratch.x, 0, n);
            largest.get(offset + i, scratch.y, 0, n);
            parameters.get(offset + i, scratch.d, 0, n);
            MovingAverage.update(scratch.x, scratch.t, beta1, 1f - beta1, n);
            keepLargest(scratch.y, scratch.t, n);
            move(scratch.d, scratch.x, scratch.y, n);
            moments.put(offset + i, scratch.x, 0, n);
            largest.put(offset + i, scratch.y, 0, n);
            parameters.put(offset + i, scratch.d, 0, n);
        }
    }

    private void keepLargest(final float[] u, final float[] g, final int n) {
        final float beta = beta2;
        final float eps = epsilon;
        for (int i = 0; i < n; i++) {
            u[i] = Math.max(beta * u[i], Math.abs(g[i]) + eps);
        }
    }

    private void move(final float[] parameter, final float[] m, final float[] u, final int n) {
        final float eta = rate;
        for (int i = 0; i < n; i++) {
            parameter[i] -= eta * m[i] / u[i];
        }
    }

    @Override
    public void close() {
        moments.close();
        largest.close();
    }
}
