package org.elbow.vae;

import static org.elbow.vae.LikelihoodContractTest.random;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.elbow.vae.LikelihoodSpec.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Draws follow the likelihood that they are from. */
class LikelihoodDrawTest {

    private static final int DRAWS = 40_000;

    @ParameterizedTest
    @MethodSource("org.elbow.vae.LikelihoodContractTest#likelihoods")
    void theMeanOfDrawsIsTheLikelihoods(final LikelihoodSpec spec) {
        final Likelihood likelihood = spec.create();
        final float[] o = random(spec.outputs(), 1);
        final float[] s = random(spec.parameters(), 2);
        final double[] sum = new double[spec.features()];
        final double[] squares = new double[spec.features()];
        final float[] x = new float[spec.features()];
        final SplittableRandom random = new SplittableRandom(3);
        for (int draw = 0; draw < DRAWS; draw++) {
            likelihood.draw(o, s, random, x);
            for (int i = 0; i < x.length; i++) {
                sum[i] += x[i];
                squares[i] += (double)x[i] * x[i];
            }
        }
        final float[] mean = new float[spec.features()];
        likelihood.mean(o, mean);
        for (int i = 0; i < mean.length; i++) {
            final double found = sum[i] / DRAWS;
            final double deviation = Math.sqrt(squares[i] / DRAWS - found * found);
            // five standard errors: less than one in a million for each feature
            assertEquals(mean[i], found, 5 * deviation / Math.sqrt(DRAWS), "feature " + i);
        }
    }

    /** The entropy of a family follows from its log-density; draws have to reach it. */
    @ParameterizedTest
    @MethodSource("org.elbow.vae.LikelihoodContractTest#likelihoods")
    void drawsAreAsLikelyAsTheyShouldBe(final LikelihoodSpec spec) {
        final Likelihood likelihood = spec.create();
        final float[] o = random(spec.outputs(), 1);
        final float[] s = random(spec.parameters(), 2);
        final float[] x = new float[spec.features()];
        final SplittableRandom random = new SplittableRandom(4);
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            likelihood.draw(o, s, random, x);
            final double value = likelihood.logDensity(x, o, s);
            sum += value;
            squares += value * value;
        }
        final double mean = sum / DRAWS;
        final double error = Math.sqrt((squares / DRAWS - mean * mean) / DRAWS);
        assertEquals(-entropy(spec, o, s), mean, 5 * error);
    }

    private static double entropy(final LikelihoodSpec spec, final float[] o, final float[] s) {
        double entropy = 0;
        int output = 0;
        int parameter = 0;
        for (final Group group : spec.groups()) {
            for (int i = 0; i < group.features(); i++) {
                entropy += switch (group.family()) {
                    case BERNOULLI -> entropy(0, o[output + i]);
                    case GAUSSIAN -> 0.5 * (1 + Math.log(2 * Math.PI) + s[parameter + i]);
                    case CATEGORICAL -> entropy(Arrays.copyOfRange(o, output + i * group.classes(),
                        output + (i + 1) * group.classes()));
                    case ONE_HOT -> i > 0 ? 0 : entropy(Arrays.copyOfRange(o, output, output + group.features()));
                };
            }
            output += group.outputs();
            parameter += group.parameters();
        }
        return entropy;
    }

    private static double entropy(final float... logits) {
        double total = 0;
        for (final float logit : logits) {
            total += Math.exp(logit);
        }
        double entropy = 0;
        for (final float logit : logits) {
            final double p = Math.exp(logit) / total;
            entropy -= p * Math.log(p);
        }
        return entropy;
    }

    @ParameterizedTest
    @MethodSource("org.elbow.vae.LikelihoodContractTest#likelihoods")
    void theSameStreamGivesTheSameDraw(final LikelihoodSpec spec) {
        final float[] o = random(spec.outputs(), 1);
        final float[] s = random(spec.parameters(), 2);
        final float[] first = new float[spec.features()];
        final float[] second = new float[spec.features()];
        spec.create().draw(o, s, new SplittableRandom(5), first);
        spec.create().draw(o, s, new SplittableRandom(5), second);
        assertArrayEquals(first, second);
    }

    @Test
    void aNominalValueIsExactlyOneCategory() {
        final Likelihood likelihood = new LikelihoodSpec(List.of(new Group(LikelihoodFamily.ONE_HOT, 4))).create();
        final float[] x = {7, 7, 7, 7};
        likelihood.draw(new float[] {-200, -200, -200, 50}, new float[0], new SplittableRandom(1), x);
        assertArrayEquals(new float[] {0, 0, 0, 1}, x);
    }

    @Test
    void theSpreadOfGaussianDrawsIsBoundedBelowAsTheDensityIs() {
        final Likelihood likelihood = LikelihoodSpec.gaussian(1).create();
        final float[] x = new float[1];
        final SplittableRandom random = new SplittableRandom(1);
        double squares = 0;
        for (int draw = 0; draw < 1000; draw++) {
            likelihood.draw(new float[] {0}, new float[] {-1000}, random, x);
            squares += (double)x[0] * x[0] / 1000;
        }
        // a variance of 1,000 draws is off by 4.5 % (one standard deviation)
        assertEquals(1, squares / Math.exp(GaussianLikelihood.SMALLEST_LOG_VARIANCE), 0.25);
    }

    @ParameterizedTest
    @MethodSource("org.elbow.vae.LikelihoodContractTest#likelihoods")
    void whatIsNotANumberStaysSo(final LikelihoodSpec spec) {
        final float[] o = new float[spec.outputs()];
        Arrays.fill(o, Float.NaN);
        final float[] x = new float[spec.features()];
        spec.create().draw(o, random(spec.parameters(), 2), new SplittableRandom(5), x);
        for (final float value : x) {
            assertTrue(Float.isNaN(value));
        }
    }
}
