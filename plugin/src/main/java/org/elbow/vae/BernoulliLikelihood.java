package org.elbow.vae;

import java.util.SplittableRandom;

import org.elbow.nn.VectorMath;

/** x in [0, 1] with logit o: log p = x o − log(1 + eᵒ), ∂/∂o = x − σ(o), mean σ(o). */
final class BernoulliLikelihood implements Likelihood {

    private final Range range;

    private final float[] normaliser;

    /** σ′ and σ″ at the point of linearisation. */
    private final float[] slope;

    private final float[] bend;

    BernoulliLikelihood(final Range range) {
        this.range = range;
        normaliser = new float[range.features()];
        slope = new float[range.features()];
        bend = new float[range.features()];
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
        final int n = range.features();
        final int first = range.output();
        final int feature = range.feature();
        VectorMath.sigmoidAndSoftplus(output, first, outputGradient, first, normaliser, n);
        for (int i = 0; i < n; i++) {
            normaliser[i] = x[feature + i] * output[first + i] - normaliser[i];
        }
        for (int i = 0; i < n; i++) {
            outputGradient[first + i] = x[feature + i] - outputGradient[first + i];
        }
        return VectorMath.sum(normaliser, 0, n);
    }

    @Override
    public void mean(final float[] output, final float[] mean) {
        VectorMath.sigmoid(output, range.output(), mean, range.feature(), range.features());
    }

    @Override
    public void draw(final float[] output, final float[] parameters, final SplittableRandom random, final float[] x) {
        mean(output, x);
        for (int i = range.feature(); i < range.feature() + range.features(); i++) {
            final double level = random.nextDouble();
            x[i] = Float.isNaN(x[i]) ? Float.NaN : level < x[i] ? 1 : 0;
        }
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
    public void linearise(final float[] output) {
        VectorMath.sigmoid(output, range.output(), bend, 0, range.features());
        for (int i = 0; i < range.features(); i++) {
            slope[i] = bend[i] * (1f - bend[i]);
            bend[i] = slope[i] * (1f - 2f * bend[i]);
        }
    }

    @Override
    public void meanTangent(final float[] tangent, final float[] meanTangent) {
        final int from = range.output();
        final int to = range.feature();
        for (int i = 0; i < slope.length; i++) {
            meanTangent[to + i] = slope[i] * tangent[from + i];
        }
    }

    @Override
    public void meanTangentAdjoint(final float[] tangent, final float[] seed, final float[] outputAdjoint,
        final float[] tangentAdjoint) {
        final int first = range.output();
        final int feature = range.feature();
        for (int i = 0; i < slope.length; i++) {
            tangentAdjoint[first + i] = slope[i] * seed[feature + i];
        }
        for (int i = 0; i < bend.length; i++) {
            outputAdjoint[first + i] += bend[i] * seed[feature + i] * tangent[first + i];
        }
    }
}
