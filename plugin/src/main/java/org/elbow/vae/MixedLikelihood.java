package org.elbow.vae;

import java.util.List;
import java.util.SplittableRandom;

/** Groups of features with a likelihood each: the log-density is the sum. */
final class MixedLikelihood implements Likelihood {

    private final List<Likelihood> parts;

    MixedLikelihood(final List<Likelihood> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public double logDensity(final float[] x, final float[] output, final float[] parameters) {
        double sum = 0;
        for (final Likelihood part : parts) {
            sum += part.logDensity(x, output, parameters);
        }
        return sum;
    }

    @Override
    public double gradient(final float[] x, final float[] output, final float[] parameters, final float[] outputGradient,
        final double[] parameterGradient) {
        double sum = 0;
        for (final Likelihood part : parts) {
            sum += part.gradient(x, output, parameters, outputGradient, parameterGradient);
        }
        return sum;
    }

    @Override
    public void mean(final float[] output, final float[] mean) {
        parts.forEach(part -> part.mean(output, mean));
    }

    @Override
    public void curvature(final float[] x, final float[] output, final float[] parameters, final float[] tangent,
        final float[] outputGradient, final double[] parameterGradient) {
        parts.forEach(part -> part.curvature(x, output, parameters, tangent, outputGradient, parameterGradient));
    }

    @Override
    public void draw(final float[] output, final float[] parameters, final SplittableRandom random, final float[] x) {
        parts.forEach(part -> part.draw(output, parameters, random, x));
    }

    @Override
    public void linearise(final float[] output) {
        parts.forEach(part -> part.linearise(output));
    }

    @Override
    public void meanTangent(final float[] tangent, final float[] meanTangent) {
        parts.forEach(part -> part.meanTangent(tangent, meanTangent));
    }

    @Override
    public void meanTangentAdjoint(final float[] tangent, final float[] seed, final float[] outputAdjoint,
        final float[] tangentAdjoint) {
        parts.forEach(part -> part.meanTangentAdjoint(tangent, seed, outputAdjoint, tangentAdjoint));
    }
}
