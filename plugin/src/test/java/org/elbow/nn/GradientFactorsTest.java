package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.elbow.nn.GradientFactors.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradientFactorsTest {

    private static final int ROWS = 3;

    /** Rows per slab, more than are put, and where they are put. */
    private static final int SLAB = 7;

    private static final int ROW = 2;

    private final Scratch scratch = new Scratch();

    static Stream<LinearOp> maps() {
        return Stream.of(new Dense(5, 3), new Conv2d(5, 6, 2, 3, 3, 2, 1), new Conv2d(60, 60, 3, 2, 5, 1, 2),
            new Deconv2d(3, 4, 2, 3, 4, 2, 1, 0), new Deconv2d(2, 2, 3, 1, 3, 2, 1, 1));
    }

    private static FloatBlock random(final int length, final long seed) {
        final float[] values = new float[length];
        RandomStreams.gaussian(new SplittableRandom(seed), values, 0, length);
        return FloatBlock.of(values);
    }

    @ParameterizedTest
    @MethodSource("maps")
    void theOuterProductsSumToTheGradientOfEachRow(final LinearOp map) {
        final GradientFactors factors = GradientFactors.of(map);
        try (FloatBlock input = random(ROWS * map.inputSize(), 1); FloatBlock delta = random(ROWS * map.outputSize(), 2);
                FloatBlock left = FloatBlock.allocate((1L + factors.terms()) * SLAB * factors.leftSize());
                FloatBlock right = FloatBlock.allocate((1L + factors.terms()) * SLAB * factors.rightSize());
                FloatBlock biases = FloatBlock.allocate((long)SLAB * factors.biasCount())) {
            factors.left(input, ROWS, new Target(left, 1, SLAB, ROW), scratch);
            factors.right(delta, ROWS, new Target(right, 1, SLAB, ROW), scratch);
            if (!factors.rightSumsToBias()) {
                factors.biases(delta, ROWS, biases, ROW, scratch);
            }
            for (int row = 0; row < ROWS; row++) {
                final float[] sum = new float[map.parameterCount()];
                for (int term = 0; term < factors.terms(); term++) {
                    final long slab = (1L + term) * SLAB + ROW + row;
                    for (int j = 0; j < factors.rightSize(); j++) {
                        final float r = right.get(slab * factors.rightSize() + j);
                        for (int i = 0; i < factors.leftSize(); i++) {
                            sum[i * factors.rightSize() + j] += left.get(slab * factors.leftSize() + i) * r;
                        }
                        if (factors.rightSumsToBias()) {
                            sum[map.weightCount() + j] += r;
                        }
                    }
                }
                if (!factors.rightSumsToBias()) {
                    biases.get((long)(ROW + row) * factors.biasCount(), sum, map.weightCount(), factors.biasCount());
                }
                try (FloatBlock gradient = FloatBlock.allocate(map.parameterCount())) {
                    map.addGradient(input, delta, row, row + 1, true, gradient, 0, scratch);
                    assertArrayEquals(gradient.toArray(), sum, 5e-4f, map + ", row " + row);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("maps")
    void onlyTheRowsAskedForAreWritten(final LinearOp map) {
        final GradientFactors factors = GradientFactors.of(map);
        try (FloatBlock input = random(ROWS * map.inputSize(), 1);
                FloatBlock left = FloatBlock.allocate((long)factors.terms() * SLAB * factors.leftSize())) {
            factors.left(input, ROWS, new Target(left, 0, SLAB, ROW), scratch);
            for (long i = 0; i < left.length(); i++) {
                final long row = i / factors.leftSize() % SLAB;
                if (row < ROW || row >= ROW + ROWS) {
                    assertEquals(0f, left.get(i), "index " + i);
                }
            }
        }
    }
}
