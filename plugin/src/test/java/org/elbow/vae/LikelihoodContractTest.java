package org.elbow.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import org.elbow.nn.RandomStreams;
import org.elbow.vae.LikelihoodSpec.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every likelihood has to fulfil: its derivatives are those of its values, for any mix of groups. */
class LikelihoodContractTest {

    private static final float H = 2e-3f;

    static Stream<LikelihoodSpec> likelihoods() {
        return Stream.of(LikelihoodSpec.bernoulli(5), LikelihoodSpec.gaussian(4), LikelihoodSpec.categorical(3, 2),
            LikelihoodSpec.categorical(2, 7), new LikelihoodSpec(List.of(new Group(LikelihoodFamily.ONE_HOT, 4))),
            new LikelihoodSpec(List.of(new Group(LikelihoodFamily.GAUSSIAN, 2), new Group(LikelihoodFamily.ONE_HOT, 3),
                new Group(LikelihoodFamily.CATEGORICAL, 2, 4), new Group(LikelihoodFamily.BERNOULLI, 2),
                new Group(LikelihoodFamily.GAUSSIAN, 1))));
    }

    static float[] random(final int length, final long seed) {
        final float[] values = new float[length];
        RandomStreams.gaussian(new SplittableRandom(seed), values, 0, length);
        return values;
    }

    /** A row that the likelihood gives a density to. */
    private static float[] row(final LikelihoodSpec spec) {
        final SplittableRandom random = new SplittableRandom(4);
        final float[] x = new float[spec.features()];
        int at = 0;
        for (final Group group : spec.groups()) {
            for (int i = 0; i < group.features(); i++) {
                x[at + i] = switch (group.family()) {
                    case BERNOULLI -> (float)random.nextDouble();
                    case GAUSSIAN -> (float)random.nextGaussian();
                    case CATEGORICAL -> random.nextInt(group.classes()) / (group.classes() - 1f);
                    case ONE_HOT -> i == 1 ? 1f : 0f;
                };
            }
            at += group.features();
        }
        return x;
    }

    private static double slope(final float[] point, final int i, final ToDoubleFunction<float[]> f) {
        final float[] up = point.clone();
        final float[] down = point.clone();
        up[i] += H;
        down[i] -= H;
        return (f.applyAsDouble(up) - f.applyAsDouble(down)) / (up[i] - down[i]);
    }

    private static double dot(final float[] a, final float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double)a[i] * b[i];
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("likelihoods")
    void gradientIsThatOfTheLogDensity(final LikelihoodSpec spec) {
        final Likelihood likelihood = spec.create();
        final float[] x = row(spec);
        final float[] o = random(spec.outputs(), 1);
        final float[] s = random(spec.parameters(), 2);
        final float[] gradient = new float[o.length];
        final double[] parameterGradient = new double[s.length];
        assertEquals(likelihood.logDensity(x, o, s), likelihood.gradient(x, o, s, gradient, parameterGradient), 1e-6);
        for (int i = 0; i < o.length; i++) {
            assertEquals(slope(o, i, p -> likelihood.logDensity(x, p, s)), gradient[i], 2e-3, "output " + i);
        }
        for (int i = 0; i < s.length; i++) {
            assertEquals(slope(s, i, p -> likelihood.logDensity(x, o, p)), parameterGradient[i], 5e-3, "parameter " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("likelihoods")
    void curvatureIsTheGradientOfTheDirectionalDerivative(final LikelihoodSpec spec) {
        final Likelihood likelihood = spec.create();
        final float[] x = row(spec);
        final float[] o = random(spec.outputs(), 1);
        final float[] s = random(spec.parameters(), 2);
        final float[] t = random(spec.outputs(), 3);
        final float[] curvature = new float[o.length];
        final double[] parameterGradient = new double[s.length];
        likelihood.curvature(x, o, s, t, curvature, parameterGradient);
        final float[] scratch = new float[o.length];
        for (int i = 0; i < o.length; i++) {
            assertEquals(slope(o, i, p -> {
                likelihood.gradient(x, p, s, scratch, null);
                return dot(scratch, t);
            }), curvature[i], 2e-3, "output " + i);
        }
        for (int i = 0; i < s.length; i++) {
            assertEquals(slope(s, i, p -> {
                likelihood.gradient(x, o, p, scratch, null);
                return dot(scratch, t);
            }), parameterGradient[i], 1e-2, "parameter " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("likelihoods")
    void theMeansTangentIsHowTheMeanMoves(final LikelihoodSpec spec) {
        final Likelihood likelihood = spec.create();
        final float[] o = random(spec.outputs(), 1);
        final float[] t = random(spec.outputs(), 3);
        final float[] tangent = new float[spec.features()];
        likelihood.linearise(o);
        likelihood.meanTangent(t, tangent);
        final float[] up = new float[spec.features()];
        final float[] down = new float[spec.features()];
        final float[] moved = new float[o.length];
        for (int i = 0; i < o.length; i++) {
            moved[i] = o[i] + H * t[i];
        }
        likelihood.mean(moved, up);
        for (int i = 0; i < o.length; i++) {
            moved[i] = o[i] - H * t[i];
        }
        likelihood.mean(moved, down);
        for (int i = 0; i < tangent.length; i++) {
            up[i] = (up[i] - down[i]) / (2 * H);
        }
        assertArrayEquals(up, tangent, 2e-3f);
    }

    @ParameterizedTest
    @MethodSource("likelihoods")
    void theAdjointOfTheMeansTangentIsItsGradient(final LikelihoodSpec spec) {
        final Likelihood likelihood = spec.create();
        final float[] o = random(spec.outputs(), 1);
        final float[] t = random(spec.outputs(), 3);
        final float[] seed = random(spec.features(), 5);
        final float[] outputAdjoint = new float[o.length];
        final float[] tangentAdjoint = new float[o.length];
        likelihood.linearise(o);
        likelihood.meanTangentAdjoint(t, seed, outputAdjoint, tangentAdjoint);
        final float[] scratch = new float[spec.features()];
        for (int i = 0; i < o.length; i++) {
            assertEquals(slope(o, i, p -> {
                likelihood.linearise(p);
                likelihood.meanTangent(t, scratch);
                return dot(scratch, seed);
            }), outputAdjoint[i], 3e-3, "output " + i);
            assertEquals(slope(t, i, p -> {
                likelihood.linearise(o);
                likelihood.meanTangent(p, scratch);
                return dot(scratch, seed);
            }), tangentAdjoint[i], 2e-3, "tangent " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("likelihoods")
    void aRowIsAsLikelyAsItsGroupsTogether(final LikelihoodSpec spec) {
        final float[] x = row(spec);
        final float[] o = random(spec.outputs(), 1);
        final float[] s = random(spec.parameters(), 2);
        double sum = 0;
        int feature = 0;
        int output = 0;
        int parameter = 0;
        for (final Group group : spec.groups()) {
            sum += new LikelihoodSpec(List.of(group)).create().logDensity(
                java.util.Arrays.copyOfRange(x, feature, feature + group.features()),
                java.util.Arrays.copyOfRange(o, output, output + group.outputs()),
                java.util.Arrays.copyOfRange(s, parameter, parameter + group.parameters()));
            feature += group.features();
            output += group.outputs();
            parameter += group.parameters();
        }
        assertEquals(sum, spec.create().logDensity(x, o, s), 1e-6);
    }

    @ParameterizedTest
    @MethodSource("likelihoods")
    void partsAddUpToTheWhole(final LikelihoodSpec spec) {
        final float[] x = row(spec);
        final float[] o = random(spec.outputs(), 1);
        final float[] s = random(spec.parameters(), 2);
        final double whole = spec.create().logDensity(x, o, s);
        for (int cut = 1; cut < spec.features(); cut++) {
            final int at = cut;
            if (isInsideNominalValue(spec, at)) {
                assertThrows(IllegalArgumentException.class, () -> Likelihood.part(spec, 0, at));
                continue;
            }
            final double parts = Likelihood.part(spec, 0, cut).logDensity(x, o, s)
                + Likelihood.part(spec, cut, spec.features()).logDensity(x, o, s);
            assertEquals(whole, parts, 1e-5, "cut at " + cut);
        }
    }

    @Test
    void aPartThatIsNotThereIsRefused() {
        final LikelihoodSpec spec = LikelihoodSpec.gaussian(3);
        assertThrows(IllegalArgumentException.class, () -> Likelihood.part(spec, 2, 2));
        assertThrows(IllegalArgumentException.class, () -> Likelihood.part(spec, 1, 4));
        assertThrows(IllegalArgumentException.class, () -> Likelihood.part(spec, -1, 2));
    }

    private static boolean isInsideNominalValue(final LikelihoodSpec spec, final int feature) {
        int first = 0;
        for (final Group group : spec.groups()) {
            if (group.family() == LikelihoodFamily.ONE_HOT && feature > first && feature < first + group.features()) {
                return true;
            }
            first += group.features();
        }
        return false;
    }
}
