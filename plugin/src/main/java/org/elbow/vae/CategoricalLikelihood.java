package org.elbow.vae;

import java.util.SplittableRandom;

/**
 * x one of C ordered classes, as class/(C − 1); logits o per class, p = softmax(o): log p = o at the class − log Σ eᵒ,
 * ∂/∂o = 1[class] − p, mean Σ w p with w = class/(C − 1).
 */
final class CategoricalLikelihood implements Likelihood {

    private final Range range;

    private final int classes;

    private final float[] p;

    /** p of all features at the point of linearisation, [features · classes]. */
    private final float[] linearised;

    CategoricalLikelihood(final Range range, final int classes) {
        this.range = range;
        this.classes = classes;
        p = new float[classes];
        linearised = new float[range.features() * classes];
    }

    /** The class of a feature, which was scaled to [0, 1]. */
    private int classOf(final float[] x, final int feature) {
        return Math.round(x[range.feature() + feature] * (classes - 1));
    }

    @Override
    public double logDensity(final float[] x, final float[] output, final float[] parameters) {
        double sum = 0;
        for (int i = 0; i < range.features(); i++) {
            final int first = range.output() + i * classes;
            sum += output[first + classOf(x, i)] - Softmax.logSumExp(output, first, classes);
        }
        return sum;
    }

    @Override
    public double gradient(final float[] x, final float[] output, final float[] parameters, final float[] outputGradient,
        final double[] parameterGradient) {
        double sum = 0;
        for (int i = 0; i < range.features(); i++) {
            final int first = range.output() + i * classes;
            final int observed = first + classOf(x, i);
            sum += output[observed] - Softmax.probabilities(output, first, classes, p);
            for (int c = 0; c < classes; c++) {
                outputGradient[first + c] = -p[c];
            }
            outputGradient[observed] += 1f;
        }
        return sum;
    }

    @Override
    public void curvature(final float[] x, final float[] output, final float[] parameters, final float[] tangent,
        final float[] outputGradient, final double[] parameterGradient) {
        for (int i = 0; i < range.features(); i++) {
            Softmax.curvature(output, tangent, range.output() + i * classes, classes, p, outputGradient);
        }
    }

    @Override
    public void mean(final float[] output, final float[] mean) {
        for (int i = 0; i < range.features(); i++) {
            Softmax.probabilities(output, range.output() + i * classes, classes, p);
            mean[range.feature() + i] = (float)weighted(null, 0);
        }
    }

    @Override
    public void draw(final float[] output, final float[] parameters, final SplittableRandom random, final float[] x) {
        for (int i = 0; i < range.features(); i++) {
            Softmax.probabilities(output, range.output() + i * classes, classes, p);
            final int drawn = Softmax.draw(p, random);
            x[range.feature() + i] = drawn < 0 ? Float.NaN : (float)drawn / (classes - 1);
        }
    }

    @Override
    public void linearise(final float[] output) {
        for (int i = 0; i < range.features(); i++) {
            Softmax.probabilities(output, range.output() + i * classes, classes, p);
            System.arraycopy(p, 0, linearised, i * classes, classes);
        }
    }

    @Override
    public void meanTangent(final float[] tangent, final float[] meanTangent) {
        for (int i = 0; i < range.features(); i++) {
            final int first = range.output() + i * classes;
            System.arraycopy(linearised, i * classes, p, 0, classes);
            meanTangent[range.feature() + i] =
                (float)(weighted(tangent, first) - weighted(null, 0) * Softmax.average(p, tangent, first, classes));
        }
    }

    @Override
    public void meanTangentAdjoint(final float[] tangent, final float[] seed, final float[] outputAdjoint,
        final float[] tangentAdjoint) {
        for (int i = 0; i < range.features(); i++) {
            final int first = range.output() + i * classes;
            System.arraycopy(linearised, i * classes, p, 0, classes);
            final double mean = weighted(null, 0);
            final double average = Softmax.average(p, tangent, first, classes);
            final double product = weighted(tangent, first);
            final float s = seed[range.feature() + i];
            for (int c = 0; c < classes; c++) {
                final double w = (double)c / (classes - 1);
                final double t = tangent[first + c];
                tangentAdjoint[first + c] = (float)(s * p[c] * (w - mean));
                outputAdjoint[first + c] +=
                    (float)(s * p[c] * (w * t - product - (w - mean) * average - mean * (t - average)));
            }
        }
    }

    /** Σ p w t, or Σ p w without a tangent. */
    private double weighted(final float[] tangent, final int first) {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += (double)p[c] * c * (tangent == null ? 1 : tangent[first + c]);
        }
        return sum / (classes - 1);
    }
}
