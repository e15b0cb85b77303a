package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClippedGradientTest {

    /** More than a piece for each of two workers. */
    private static final int COUNT = 50_003;

    private static final int[] ENDS = {0, 20_000, 20_001, 37_111, COUNT};

    private final Scratch scratch = new Scratch();

    private static float[] random(final long seed) {
        final float[] values = new float[COUNT];
        RandomStreams.gaussian(new SplittableRandom(seed), values, 0, COUNT);
        return values;
    }

    private static double norm(final float[] values) {
        double sum = 0;
        for (final float value : values) {
            sum += (double)value * value;
        }
        return Math.sqrt(sum);
    }

    /** Hands over the stretches in the order given. */
    private void store(final ClippedGradient clipped, final float[] gradient, final int... stretches) {
        for (final int stretch : stretches) {
            storeOne(clipped, gradient, stretch, scratch);
        }
    }

    private static void storeOne(final ClippedGradient clipped, final float[] gradient, final int stretch, final Scratch own) {
        try (FloatBlock block = FloatBlock.of(Arrays.copyOfRange(gradient, ENDS[stretch], ENDS[stretch + 1]))) {
            clipped.accept(ENDS[stretch], block, ENDS[stretch + 1] - ENDS[stretch], own);
        }
    }

    /** What the workers hand on, added up: a parameter that is handed on twice counts twice. */
    private float[] applied(final ClippedGradient clipped, final int workers) {
        final float[] sums = new float[COUNT];
        for (int worker = 0; worker < workers; worker++) {
            clipped.apply(worker, (offset, gradient, count, own) -> {
                for (int i = 0; i < count; i++) {
                    sums[(int)offset + i] += gradient.get(i);
                }
            }, scratch);
        }
        return sums;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    void aGradientThatIsTooLongKeepsItsDirectionAndIsHandedOnOnce(final int workers) {
        final float[] gradient = random(1);
        try (ClippedGradient clipped = new ClippedGradient(COUNT, 2.5, workers)) {
            store(clipped, gradient, 0, 1, 2, 3);
            assertEquals(norm(gradient), clipped.norm(), 1e-9);
            final float[] applied = applied(clipped, workers);
            final double scale = 2.5 / norm(gradient);
            for (int i = 0; i < COUNT; i++) {
                assertEquals(scale * gradient[i], applied[i], 1e-6 * scale, "parameter " + i);
            }
        }
    }

    @Test
    void aGradientThatIsShortEnoughStaysAsItIs() {
        final float[] gradient = random(1);
        for (final double maximum : new double[]{1.0001 * norm(gradient), Double.POSITIVE_INFINITY}) {
            try (ClippedGradient clipped = new ClippedGradient(COUNT, maximum, 2)) {
                store(clipped, gradient, 0, 1, 2, 3);
                assertArrayEquals(gradient, applied(clipped, 2));
            }
        }
    }

    @Test
    void aGradientOfZerosStaysAsItIs() {
        try (ClippedGradient clipped = new ClippedGradient(COUNT, 1, 2)) {
            store(clipped, new float[COUNT], 0, 1, 2, 3);
            assertEquals(0, clipped.norm());
            assertArrayEquals(new float[COUNT], applied(clipped, 2));
        }
    }

    @Test
    void theNormDoesNotDependOnWhichStretchComesFirst() {
        try (ClippedGradient clipped = new ClippedGradient(COUNT, 1, 2)) {
            store(clipped, random(1), 0, 1, 2, 3);
            final double expected = clipped.norm();
            try (ClippedGradient another = new ClippedGradient(COUNT, 1, 2)) {
                store(another, random(1), 3, 1, 0, 2);
                assertEquals(expected, another.norm());
            }
        }
    }

    @Test
    void theNextStepForgetsTheOneBefore() {
        try (ClippedGradient clipped = new ClippedGradient(COUNT, Double.POSITIVE_INFINITY, 2)) {
            store(clipped, random(1), 0, 1, 2, 3);
            store(clipped, random(2), 0, 1, 2, 3);
            assertEquals(norm(random(2)), clipped.norm(), 1e-9);
            assertArrayEquals(random(2), applied(clipped, 2));
        }
    }

    @Test
    void squaresOfLargeGradientsDoNotOverflow() {
        final float[] gradient = new float[COUNT];
        Arrays.fill(gradient, 3e38f);
        try (ClippedGradient clipped = new ClippedGradient(COUNT, 1, 2)) {
            store(clipped, gradient, 0, 1, 2, 3);
            assertEquals(3e38 * Math.sqrt(COUNT), clipped.norm(), 1e33);
            assertEquals(1, norm(applied(clipped, 2)), 1e-3);
        }
    }

    @Test
    void aGradientThatIsNotFiniteIsNoticedAndHandedOnByNobody() {
        for (final float bad : new float[]{Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            final float[] gradient = random(1);
            gradient[COUNT - 1] = bad;
            try (ClippedGradient clipped = new ClippedGradient(COUNT, 1, 2); FloatBlock parameters = FloatBlock.of(random(3));
                    Momentum optimiser = new Momentum(parameters)) {
                store(clipped, gradient, 0, 1, 2, 3);
                assertFalse(Double.isFinite(clipped.norm()));
                optimiser.beginStep(1);
                assertTrue(assertThrows(IllegalStateException.class, () -> clipped.apply(0, optimiser, scratch)).getMessage()
                    .contains("" + Math.abs(bad)));
                assertArrayEquals(random(3), parameters.toArray());
            }
        }
    }

    @Test
    void severalThreadsTakeTheStepThatOneWould() {
        final float[] alone = afterSteps(1);
        assertArrayEquals(alone, afterSteps(2));
        assertArrayEquals(alone, afterSteps(4));
    }

    private static float[] afterSteps(final int workers) {
        try (WorkerPool pool = new WorkerPool(workers); ClippedGradient clipped = new ClippedGradient(COUNT, 1, workers);
                FloatBlock parameters = FloatBlock.of(random(3)); Adam optimiser = new Adam(parameters)) {
            for (int step = 0; step < 20; step++) {
                final float[] gradient = random(10 + step);
                pool.run(worker -> {
                    final Scratch own = new Scratch();
                    for (int stretch = worker; stretch < ENDS.length - 1; stretch += workers) {
                        storeOne(clipped, gradient, stretch, own);
                    }
                });
                optimiser.beginStep(0.01);
                pool.run(worker -> clipped.apply(worker, optimiser, new Scratch()));
            }
            return parameters.toArray();
        }
    }

    @Test
    void aNormThatIsNotPositiveIsNamed() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new ClippedGradient(1, 0, 1)).getMessage()
            .contains("norm of the gradient is 0.0"));
        assertThrows(IllegalArgumentException.class, () -> new ClippedGradient(1, Double.NaN, 1));
    }
}
