package org.elbow.nn;

/**
 * Stochastic gradient descent with momentum (Polyak 1964): v ← μ v + g, θ ← θ − η v. A learning rate that changes acts on the
 * whole velocity at once. With μ = 0 it is plain gradient descent.
 *
 * <p>Acts on each parameter by itself, so that stretches of the parameters can be updated by different threads.
 */
public final class Momentum implements Optimiser {

    private final FloatBlock parameters;

    private final FloatBlock velocity;

    private final float momentum;

    private float rate;

    /**
     * Starts at rest.
     *
     * @param parameters what is optimised; changed by every step
     * @param momentum μ, the share of the velocity that each step keeps, in [0, 1)
     * @throws IllegalArgumentException if μ is out of range
     */
    public Momentum(final FloatBlock parameters, final double momentum) {
        this.parameters = parameters;
        this.momentum = MovingAverage.decay("momentum μ", momentum);
        velocity = FloatBlock.allocate(parameters.length());
    }

    /** @param parameters what is optimised, with the customary μ = 0.9 */
    public Momentum(final FloatBlock parameters) {
        this(parameters, 0.9);
    }

    @Override
    public void beginStep(final double learningRate) {
        rate = (float)learningRate;
    }

    @Override
    public void accept(final long offset, final FloatBlock gradient, final int count, final Scratch scratch) {
        for (int i = 0; i < count; i += Scratch.LENGTH) {
            final int n = Math.min(Scratch.LENGTH, count - i);
            gradient.get(i, scratch.t, 0, n);
            velocity.get(offset + i, scratch.x, 0, n);
            parameters.get(offset + i, scratch.d, 0, n);
            MovingAverage.update(scratch.x, scratch.t, momentum, 1f, n);
            move(scratch.d, scratch.x, n);
            velocity.put(offset + i, scratch.x, 0, n);
            parameters.put(offset + i, scratch.d, 0, n);
        }
    }

    private void move(final float[] parameter, final float[] v, final int n) {
        final float eta = rate;
        for (int i = 0; i < n; i++) {
            parameter[i] -= eta * v[i];
        }
    }

    @Override
    public void close() {
        velocity.close();
    }
}
