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

    @Override
    public void curvature(final float[] x, final float[] output, final float[] parameters, final float[] tangent,
        final float[] outputGradient, final double[] parameterGradient) {
        final int first = range.output();
        VectorMath.sigmoid(output, first, normaliser, 0, range.features());
        for (int i = 0; i < range.features(); i++) {
            outputGradient[first + i] = normaliser[i] * (normaliser[i] - 1f) * tangent[first + i];
        }
    }

    @Override
    public void meanTangent(final float[] output, final float[] tangent, final float[] meanTangent) {
        VectorMath.sigmoid(output, range.output(), normaliser, 0, range.features());
        for (int i = 0; i < range.features(); i++) {
            meanTangent[range.feature() + i] = normaliser[i] * (1f - normaliser[i]) * tangent[range.output() + i];
        }
    }

    @Override
    public void meanTangentAdjoint(final float[] output, final float[] tangent, final float[] seed,
        final float[] outputAdjoint, final float[] tangentAdjoint) {
        final int first = range.output();
        VectorMath.sigmoid(output, first, normaliser, 0, range.features());
        for (int i = 0; i < range.features(); i++) {
            final float slope = normaliser[i] * (1f - normaliser[i]) * seed[range.feature() + i];
            tangentAdjoint[first + i] = slope;
            outputAdjoint[first + i] += slope * (1f - 2f * normaliser[i]) * tangent[first + i];
        }
    }
}
