package org.elbow.vae;

import org.elbow.nn.VectorMath;

/** x in [0, 1] with logit o: log p = x o − log(1 + eᵒ), ∂/∂o = x − σ(o), mean σ(o). */
final class BernoulliLikelihood implements Likelihood {

    private final Range range;

    private final float[] normaliser;

    BernoulliLikelihood(final Range range) {
        this.range = range;
        normaliser = new float[range.features()];
    }

    @Override
    public double logDensity(final float[] x, final float[] output, final float[] parameters) {
        final int n = range.features();
        VectorMath.softplus(output, range.output(), normaliser, 0, n);
        for (int i = 0; i < n; i++) {
            normaliser[i] = x[range.feature() + i] * output[range.output() + i] - normaliser[i];
        }
        return VectorMath.sum(normaliser, 0, n);
    }

    @Override
    public double gradient(final float[] x, final float[] output, final float[] parameters, final float[] outputGradient,
        final double[] parameterGradient) {
        final double value = logDensity(x, output, parameters);
        final int n = range.features();
        final int first = range.output();
        VectorMath.sigmoid(output, first, outputGradient, first, n);
        for (int i = 0; i < n; i++) {
            outputGradient[first + i] = x[range.feature() + i] - outputGradient[first + i];
        }
        return value;
    }

    @Override
    public void mean(final float[] output, final float[] mean) {
        VectorMath.sigmoid(output, range.output(), mean, range.feature(), range.features());
    }
}
