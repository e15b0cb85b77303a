package org.elbow.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class GaussianLikelihoodTest {

    @Test
    void theLogVarianceIsBoundedBelowAndCanOnlyGoUpFromThere() {
        final Likelihood likelihood = LikelihoodSpec.gaussian(2).create();
        final float[] atBound = {GaussianLikelihood.SMALLEST_LOG_VARIANCE, -100f};
        final float[] x = {1f, 1f};
        final double exact = likelihood.logDensity(x, new float[]{1f, 1f}, atBound);
        assertEquals(-(GaussianLikelihood.SMALLEST_LOG_VARIANCE + Math.log(2 * Math.PI)), exact, 1e-4);
        final double[] gradient = new double[2];
        likelihood.gradient(x, new float[]{1f, 1f}, atBound, new float[2], gradient);
        assertEquals(0, gradient[0], 0);
        likelihood.gradient(x, new float[]{3f, 1f}, atBound, new float[2], gradient);
        assertTrue(gradient[0] > 0, "the way up is open: " + gradient[0]);
    }

    @Test
    void groupsAddUpToTheWholeRow() {
        final LikelihoodSpec spec = new LikelihoodSpec(List.of(new LikelihoodSpec.Group(LikelihoodFamily.GAUSSIAN, 1),
            new LikelihoodSpec.Group(LikelihoodFamily.BERNOULLI, 2), new LikelihoodSpec.Group(LikelihoodFamily.GAUSSIAN, 1)));
        final float[] x = {0.5f, 1f, 0f, -2f};
        final float[] output = {1f, 0.3f, -0.7f, 0.5f};
        final float[] logVariance = {0.2f, -0.4f};
        final double expected = LikelihoodSpec.gaussian(1).create().logDensity(new float[]{0.5f}, new float[]{1f}, new float[]{0.2f})
            + LikelihoodSpec.bernoulli(2).create().logDensity(new float[]{1f, 0f}, new float[]{0.3f, -0.7f}, new float[0])
            + LikelihoodSpec.gaussian(1).create().logDensity(new float[]{-2f}, new float[]{0.5f}, new float[]{-0.4f});
        final float[] gradient = new float[4];
        final double[] parameterGradient = new double[2];
        assertEquals(expected, spec.create().logDensity(x, output, logVariance), 1e-6);
        assertEquals(expected, spec.create().gradient(x, output, logVariance, gradient, parameterGradient), 1e-6);
        final float h = 1e-3f;
        for (int i = 0; i < 4; i++) {
            final float[] up = output.clone();
            final float[] down = output.clone();
            up[i] += h;
            down[i] -= h;
            assertEquals((spec.create().logDensity(x, up, logVariance) - spec.create().logDensity(x, down, logVariance)) / (2 * h),
                gradient[i], 1e-3);
        }
        for (int i = 0; i < 2; i++) {
            final float[] up = logVariance.clone();
            final float[] down = logVariance.clone();
            up[i] += h;
            down[i] -= h;
            assertEquals((spec.create().logDensity(x, output, up) - spec.create().logDensity(x, output, down)) / (2 * h),
                parameterGradient[i], 1e-3);
        }
        final float[] mean = new float[4];
        spec.create().mean(output, mean);
        assertEquals(1f, mean[0]);
        assertEquals(1 / (1 + Math.exp(0.7)), mean[2], 1e-6);
        assertEquals(0.5f, mean[3]);
    }
}
