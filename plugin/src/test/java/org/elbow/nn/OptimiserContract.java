package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

/** What every optimiser has to fulfil. */
abstract class OptimiserContract {

    /** Several stretches of {@link Scratch#LENGTH}, the last one not full. */
    static final int COUNT = 2500;

    private static final int STEPS = 30;

    final Scratch scratch = new Scratch();

    /** @return an optimiser at its beginning */
    abstract Optimiser start(FloatBlock parameters);

    /** What the optimiser's formula makes of a single parameter, in double precision. */
    interface Reference {
        /** @return the change of the parameter in one step; {@code step} counts from 1 */
        double change(double gradient, double rate, int step);
    }

    /** @return the formula, at its beginning */
    abstract Reference reference();

    static float[] random(final long seed) {
        final float[] values = new float[COUNT];
        RandomStreams.gaussian(new SplittableRandom(seed), values, 0, COUNT);
        return values;
    }

    /** Gradients of very different sizes, as those of different layers are. */
    private static float[] gradient(final int step) {
        final float[] values = random(100 + step);
        for (int i = 0; i < COUNT; i++) {
            values[i] *= (float)Math.pow(10, i % 7 - 4);
        }
        return values;
    }

    private static double rate(final int step) {
        return 0.01 / (1 + step % 3);
    }

    @Test
    void stepsFollowTheFormulaWhileTheLearningRateChanges() {
        final float[] start = random(1);
        try (FloatBlock parameters = FloatBlock.of(start); Optimiser optimiser = start(parameters)) {
            final double[] expected = new double[COUNT];
            final Reference[] references = new Reference[COUNT];
            for (int i = 0; i < COUNT; i++) {
                expected[i] = start[i];
                references[i] = reference();
            }
            for (int step = 1; step <= STEPS; step++) {
                final float[] gradient = gradient(step);
                optimiser.beginStep(rate(step));
                try (FloatBlock block = FloatBlock.of(gradient)) {
                    optimiser.accept(0, block, COUNT, scratch);
                }
                for (int i = 0; i < COUNT; i++) {
                    expected[i] += references[i].change(gradient[i], rate(step), step);
                }
            }
            for (int i = 0; i < COUNT; i++) {
                // rounding of the parameter, and of the way that it has gone
                final double tolerance = 5e-6 * (1 + Math.abs(expected[i] - start[i]));
                assertEquals(expected[i], parameters.get(i), tolerance, "parameter " + i);
            }
        }
    }

    @Test
    void aParameterWhoseGradientIsAlwaysZeroStays() {
        final float[] start = random(1);
        try (FloatBlock parameters = FloatBlock.of(start); FloatBlock zero = FloatBlock.allocate(COUNT);
                Optimiser optimiser = start(parameters)) {
            for (int step = 0; step < 10; step++) {
                optimiser.beginStep(0.1);
                optimiser.accept(0, zero, COUNT, scratch);
            }
            assertArrayEquals(start, parameters.toArray());
        }
    }

    @Test
    void theOrderAndTheCutOfTheStretchesDoNotMatter() {
        final float[] whole = afterSteps(List.of(new int[]{0, COUNT}));
        assertArrayEquals(whole, afterSteps(List.of(new int[]{0, 1000}, new int[]{1000, 1007}, new int[]{1007, COUNT})));
        assertArrayEquals(whole, afterSteps(List.of(new int[]{1337, COUNT}, new int[]{0, 5}, new int[]{5, 1337})));
    }

    private float[] afterSteps(final List<int[]> stretches) {
        try (FloatBlock parameters = FloatBlock.of(random(1)); Optimiser optimiser = start(parameters)) {
            for (int step = 1; step <= STEPS; step++) {
                final float[] gradient = gradient(step);
                optimiser.beginStep(rate(step));
                for (final int[] stretch : stretches) {
                    try (FloatBlock block = FloatBlock.of(Arrays.copyOfRange(gradient, stretch[0], stretch[1]))) {
                        optimiser.accept(stretch[0], block, stretch[1] - stretch[0], scratch);
                    }
                }
            }
            return parameters.toArray();
        }
    }

    @Test
    void onlyTheStretchIsChanged() {
        final float[] start = random(1);
        try (FloatBlock parameters = FloatBlock.of(start); FloatBlock gradient = FloatBlock.of(random(2));
                Optimiser optimiser = start(parameters)) {
            optimiser.beginStep(0.1);
            optimiser.accept(1100, gradient, 300, scratch);
            final float[] after = parameters.toArray();
            for (int i = 0; i < COUNT; i++) {
                assertEquals(i >= 1100 && i < 1400, after[i] != start[i], "parameter " + i);
            }
        }
    }

    @Test
    void stepsDescendAQuadraticBowl() {
        try (FloatBlock parameters = FloatBlock.of(random(1)); FloatBlock gradient = FloatBlock.allocate(COUNT);
                Optimiser optimiser = start(parameters)) {
            final double start = bowl(parameters, gradient);
            double value = start;
            for (int step = 1; step <= 600; step++) {
                optimiser.beginStep(0.02);
                optimiser.accept(0, gradient, COUNT, scratch);
                value = bowl(parameters, gradient);
                assertTrue(step > 1 || value < start, "the first step led from " + start + " to " + value);
            }
            assertTrue(value < 1e-3 * start, "from " + start + " to " + value);
        }
    }

    /** ½ Σ aᵢ θᵢ² with aᵢ from 0.5 to 2; sets {@code gradient}. */
    private static double bowl(final FloatBlock parameters, final FloatBlock gradient) {
        double sum = 0;
        for (int i = 0; i < COUNT; i++) {
            final double slope = (0.5 + 1.5 * i / COUNT) * parameters.get(i);
            sum += 0.5 * slope * parameters.get(i);
            gradient.set(i, (float)slope);
        }
        return sum;
    }
}
