package org.elbow.vae;

import java.util.SplittableRandom;

/**
 * x real with mean o and a learned log-variance s per feature: log p = −½ [(x − o)² e⁻ˢ + s + log 2π], ∂/∂o = (x − o) e⁻ˢ,
 * ∂/∂s = ½ [(x − o)² e⁻ˢ − 1].
 *
 * <p>The log-variance is bounded below, at {@link #SMALLEST_LOG_VARIANCE}: a feature that the decoder predicts exactly would
 * otherwise have a density without bound.
 */
final class GaussianLikelihood implements Likelihood {

    /** A standard deviation of 0.0067, in the unit of the encoded feature. */
    static final float SMALLEST_LOG_VARIANCE = -10f;

    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    private final Range range;

    /** e⁻ˢ for the log-variances last seen: they change once per step, not once per row. */
    private final float[] precision;

    private final float[] seen;

    private double constant;

    GaussianLikelihood(final Range range) {
        this.range = range;
        precision = new float[range.features()];
        seen = new float[range.features()];
        java.util.Arrays.fill(seen, Float.NaN);
    }

    private void use(final float[] parameters) {
        final int p = range.parameter();
        if (java.util.Arrays.equals(seen, 0, seen.length, parameters, p, p + seen.length)) {
            return;
        }
        System.arraycopy(parameters, p, seen, 0, seen.length);
        constant = 0;
        for (int i = 0; i < seen.length; i++) {
            final double logVariance = Math.max(seen[i], SMALLEST_LOG_VARIANCE);
            precision[i] = (float)Math.exp(-logVariance);
            constant -= 0.5 * (logVariance + LOG_2_PI);
        }
    }

    @Override
    public double logDensity(final float[] x, final float[] output, final float[] parameters) {
        use(parameters);
        double sum = 0;
        for (int i = 0; i < range.features(); i++) {
            final float difference = x[range.feature() + i] - output[range.output() + i];
            sum += (double)difference * difference * precision[i];
        }
        return constant - 0.5 * sum;
    }

    @Override
    public double gradient(final float[] x, final float[] output, final float[] parameters, final float[] outputGradient,
        final double[] parameterGradient) {
        use(parameters);
        double sum = 0;
        for (int i = 0; i < range.features(); i++) {
            final float difference = x[range.feature() + i] - output[range.output() + i];
            final float scaled = difference * precision[i];
            outputGradient[range.output() + i] = scaled;
            final double square = (double)difference * scaled;
            sum += square;
            if (parameterGradient != null) {
                final double derivative = 0.5 * (square - 1);
                if (derivative > 0 || seen[i] > SMALLEST_LOG_VARIANCE) { // at the bound only the way up is open
                    parameterGradient[range.parameter() + i] += derivative;
                }
            }
        }
        return constant - 0.5 * sum;
    }

    @Override
    public void mean(final float[] output, final float[] mean) {
        System.arraycopy(output, range.output(), mean, range.feature(), range.features());
    }

    @Override
    public void draw(final float[] output, final float[] parameters, final SplittableRandom random, final float[] x) {
        for (int i = 0; i < range.features(); i++) {
            final double logVariance = Math.max(parameters[range.parameter() + i], SMALLEST_LOG_VARIANCE);
            x[range.feature() + i] =
                (float)(output[range.output() + i] + Math.exp(0.5 * logVariance) * random.nextGaussian());
        }
    }

    @Override
    public void curvature(final float[] x, final float[] output, final float[] parameters, final float[] tangent,
        final float[] outputGradient, final double[] parameterGradient) {
        use(parameters);
        for (int i = 0; i < range.features(); i++) {
            final float t = precision[i] * tangent[range.output() + i];
            outputGradient[range.output() + i] = -t;
            if (parameterGradient != null && seen[i] > SMALLEST_LOG_VARIANCE) {
                parameterGradient[range.parameter() + i] -= (x[range.feature() + i] - output[range.output() + i]) * t;
            }
        }
    }

    @Override
    public void linearise(final float[] output) {
        // the mean is the output itself
    }

    @Override
    public void meanTangent(final float[] tangent, final float[] meanTangent) {
        System.arraycopy(tangent, range.output(), meanTangent, range.feature(), range.features());
    }

    @Override
    public void meanTangentAdjoint(final float[] tangent, final float[] seed, final float[] outputAdjoint,
        final float[] tangentAdjoint) {
        System.arraycopy(seed, range.feature(), tangentAdjoint, range.output(), range.features());
    }
}
