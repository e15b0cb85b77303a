package org.elbow.vae;

import java.util.SplittableRandom;

/** One nominal value as a feature per class, of which one is 1; logits per class, p = softmax(o), mean p. */
final class OneHotLikelihood implements Likelihood {

    private final Range range;

    private final float[] p;

    /** p at the point of linearisation. */
    private final float[] linearised;

    OneHotLikelihood(final Range range) {
        this.range = range;
        p = new float[range.features()];
        linearised = new float[range.features()];
    }

    @Override
    public double logDensity(final float[] x, final float[] output, final float[] parameters) {
        return product(x, output) - Softmax.logSumExp(output, range.output(), p.length);
    }

    /** The logit of the class, since the other features are zero. */
    private double product(final float[] x, final float[] output) {
        double sum = 0;
        for (int c = 0; c < p.length; c++) {
            sum += (double)x[range.feature() + c] * output[range.output() + c];
        }
        return sum;
    }

    @Override
    public double gradient(final float[] x, final float[] output, final float[] parameters, final float[] outputGradient,
        final double[] parameterGradient) {
        final double value = product(x, output) - Softmax.probabilities(output, range.output(), p.length, p);
        for (int c = 0; c < p.length; c++) {
            outputGradient[range.output() + c] = x[range.feature() + c] - p[c];
        }
        return value;
    }

    @Override
    public void curvature(final float[] x, final float[] output, final float[] parameters, final float[] tangent,
        final float[] outputGradient, final double[] parameterGradient) {
        Softmax.curvature(output, tangent, range.output(), p.length, p, outputGradient);
    }

    @Override
    public void mean(final float[] output, final float[] mean) {
        Softmax.probabilities(output, range.output(), p.length, p);
        System.arraycopy(p, 0, mean, range.feature(), p.length);
    }

    @Override
    public void draw(final float[] output, final float[] parameters, final SplittableRandom random, final float[] x) {
        Softmax.probabilities(output, range.output(), p.length, p);
        final int drawn = Softmax.draw(p, random);
        java.util.Arrays.fill(x, range.feature(), range.feature() + p.length, drawn < 0 ? Float.NaN : 0);
        if (drawn >= 0) {
            x[range.feature() + drawn] = 1;
        }
    }

    @Override
    public void linearise(final float[] output) {
        Softmax.probabilities(output, range.output(), p.length, linearised);
    }

    @Override
    public void meanTangent(final float[] tangent, final float[] meanTangent) {
        final double average = Softmax.average(linearised, tangent, range.output(), p.length);
        for (int c = 0; c < p.length; c++) {
            meanTangent[range.feature() + c] = (float)(linearised[c] * (tangent[range.output() + c] - average));
        }
    }

    @Override
    public void meanTangentAdjoint(final float[] tangent, final float[] seed, final float[] outputAdjoint,
        final float[] tangentAdjoint) {
        final double average = Softmax.average(linearised, tangent, range.output(), p.length);
        final double seedAverage = Softmax.average(linearised, seed, range.feature(), p.length);
        double covariance = 0;
        for (int c = 0; c < p.length; c++) {
            covariance += linearised[c] * seed[range.feature() + c] * (tangent[range.output() + c] - average);
        }
        for (int c = 0; c < p.length; c++) {
            final double s = seed[range.feature() + c] - seedAverage;
            tangentAdjoint[range.output() + c] = (float)(linearised[c] * s);
            outputAdjoint[range.output() + c] +=
                (float)(linearised[c] * (s * (tangent[range.output() + c] - average) - covariance));
        }
    }
}
