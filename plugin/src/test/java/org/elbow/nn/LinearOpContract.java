package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

/** What every affine map has to fulfil. */
abstract class LinearOpContract {

    private static final int ROWS = 5;

    private static final int OFFSET = 3;

    /** @return maps of several sizes */
    abstract LinearOp[] maps();

    private static FloatBlock random(final int length, final long seed) {
        final float[] values = new float[length];
        RandomStreams.gaussian(new SplittableRandom(seed), values, 0, length);
        return FloatBlock.of(values);
    }

    private static double dot(final FloatBlock a, final FloatBlock b, final int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (double)a.get(i) * b.get(i);
        }
        return sum;
    }

    @Test
    void backwardIsTheAdjointOfTangent() {
        for (final LinearOp map : maps()) {
            try (FloatBlock parameters = random(OFFSET + map.parameterCount(), 1);
                    FloatBlock x = random(ROWS * map.inputSize(), 2);
                    FloatBlock y = random(ROWS * map.outputSize(), 3);
                    FloatBlock ax = FloatBlock.allocate((long)ROWS * map.outputSize());
                    FloatBlock ay = FloatBlock.allocate((long)ROWS * map.inputSize())) {
                map.tangent(parameters, OFFSET, x, ax, 0, ROWS);
                map.backward(parameters, OFFSET, y, ay, 0, ROWS);
                assertEquals(dot(ax, y, ROWS * map.outputSize()), dot(x, ay, ROWS * map.inputSize()), 1e-3, "" + map);
            }
        }
    }

    @Test
    void valueIsTangentPlusBias() {
        for (final LinearOp map : maps()) {
            try (FloatBlock parameters = random(OFFSET + map.parameterCount(), 1);
                    FloatBlock x = random(ROWS * map.inputSize(), 2);
                    FloatBlock zero = FloatBlock.allocate((long)ROWS * map.inputSize());
                    FloatBlock value = FloatBlock.allocate((long)ROWS * map.outputSize());
                    FloatBlock tangent = FloatBlock.allocate((long)ROWS * map.outputSize());
                    FloatBlock bias = FloatBlock.allocate((long)ROWS * map.outputSize())) {
                map.value(parameters, OFFSET, x, value, 0, ROWS);
                map.tangent(parameters, OFFSET, x, tangent, 0, ROWS);
                map.value(parameters, OFFSET, zero, bias, 0, ROWS);
                for (int i = 0; i < ROWS * map.outputSize(); i++) {
                    assertEquals(value.get(i), tangent.get(i) + bias.get(i), 1e-4, "" + map);
                }
            }
        }
    }

    @Test
    void gradientIsThatOfTheInnerProductWithTheOutput() {
        for (final LinearOp map : maps()) {
            try (FloatBlock parameters = random(map.parameterCount(), 1);
                    FloatBlock direction = random(map.parameterCount(), 4);
                    FloatBlock x = random(ROWS * map.inputSize(), 2);
                    FloatBlock y = random(ROWS * map.outputSize(), 3);
                    FloatBlock ones = FloatBlock.of(new float[]{1, 1, 1, 1, 1});
                    FloatBlock out = FloatBlock.allocate((long)ROWS * map.outputSize());
                    FloatBlock gradient = FloatBlock.allocate(map.parameterCount())) {
                // the output is linear in the parameters: its change along a direction is the output with that direction
                map.value(direction, 0, x, out, 0, ROWS);
                map.gradient(x, y, ROWS, 0, map.units(), ones, gradient, false);
                assertEquals(dot(out, y, ROWS * map.outputSize()), dot(gradient, direction, map.parameterCount()), 1e-2,
                    "" + map);
            }
        }
    }

    @Test
    void gradientInPiecesIsTheGradientAndCanBeAddedUp() {
        for (final LinearOp map : maps()) {
            try (FloatBlock x = random(ROWS * map.inputSize(), 2);
                    FloatBlock y = random(ROWS * map.outputSize(), 3);
                    FloatBlock ones = FloatBlock.of(new float[]{1, 1, 1, 1, 1});
                    FloatBlock whole = FloatBlock.allocate(map.parameterCount());
                    FloatBlock piece = FloatBlock.allocate(map.parameterCount())) {
                map.gradient(x, y, ROWS, 0, map.units(), ones, whole, false);
                final int cut = map.units() / 2;
                for (final int[] range : new int[][]{{0, cut}, {cut, map.units()}}) {
                    map.gradient(x, y, ROWS, range[0], range[1], ones, piece, false);
                    map.gradient(x, y, ROWS, range[0], range[1], ones, piece, true);
                    for (int i = 0; i < (range[1] - range[0]) * map.unitSize(); i++) {
                        assertEquals(2 * whole.get(range[0] * map.unitSize() + i), piece.get(i), 1e-3, "" + map);
                    }
                }
            }
        }
    }

    @Test
    void onlyTheRowsAskedForAreWritten() {
        for (final LinearOp map : maps()) {
            try (FloatBlock parameters = random(map.parameterCount(), 1);
                    FloatBlock x = random(ROWS * map.inputSize(), 2);
                    FloatBlock all = FloatBlock.allocate((long)ROWS * map.outputSize());
                    FloatBlock some = FloatBlock.allocate((long)ROWS * map.outputSize())) {
                map.value(parameters, 0, x, all, 0, ROWS);
                map.value(parameters, 0, x, some, 2, 4);
                for (int i = 0; i < ROWS * map.outputSize(); i++) {
                    final int row = i / map.outputSize();
                    assertEquals(row == 2 || row == 3 ? all.get(i) : 0f, some.get(i), 1e-4, "row " + row + " of " + map);
                }
            }
        }
    }
}
