package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

/** What every affine map has to fulfil. */
abstract class LinearOpContract {

    private static final int ROWS = 5;

    private static final int OFFSET = 3;

    private final Scratch scratch = new Scratch();

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
                map.tangent(parameters, OFFSET, x, ax, 0, ROWS, scratch);
                map.backward(parameters, OFFSET, y, ay, 0, ROWS, scratch);
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
                map.value(parameters, OFFSET, x, value, 0, ROWS, scratch);
                map.tangent(parameters, OFFSET, x, tangent, 0, ROWS, scratch);
                map.value(parameters, OFFSET, zero, bias, 0, ROWS, scratch);
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
                    FloatBlock out = FloatBlock.allocate((long)ROWS * map.outputSize());
                    FloatBlock gradient = FloatBlock.allocate(map.parameterCount())) {
                // the output is linear in the parameters: its change along a direction is the output with that direction
                map.value(direction, 0, x, out, 0, ROWS, scratch);
                map.addGradient(x, y, 0, ROWS, true, gradient, 0, scratch);
                assertEquals(dot(out, y, ROWS * map.outputSize()), dot(gradient, direction, map.parameterCount()), 1e-2,
                    "" + map);
            }
        }
    }

    @Test
    void gradientsOverSomeRowsAddUpToThatOverAll() {
        for (final LinearOp map : maps()) {
            try (FloatBlock x = random(ROWS * map.inputSize(), 2); FloatBlock y = random(ROWS * map.outputSize(), 3);
                    FloatBlock whole = FloatBlock.allocate(map.parameterCount());
                    FloatBlock parts = FloatBlock.allocate(OFFSET + map.parameterCount())) {
                map.addGradient(x, y, 0, ROWS, true, whole, 0, scratch);
                map.addGradient(x, y, 0, 2, true, parts, OFFSET, scratch);
                map.addGradient(x, y, 2, ROWS, true, parts, OFFSET, scratch);
                for (int i = 0; i < map.parameterCount(); i++) {
                    assertEquals(whole.get(i), parts.get(OFFSET + i), 1e-3, map + ", parameter " + i);
                }
            }
        }
    }

    @Test
    void aTangentsGradientLeavesTheBiasesOut() {
        for (final LinearOp map : maps()) {
            try (FloatBlock x = random(ROWS * map.inputSize(), 2); FloatBlock y = random(ROWS * map.outputSize(), 3);
                    FloatBlock with = FloatBlock.allocate(map.parameterCount());
                    FloatBlock without = FloatBlock.allocate(map.parameterCount())) {
                map.addGradient(x, y, 0, ROWS, true, with, 0, scratch);
                map.addGradient(x, y, 0, ROWS, false, without, 0, scratch);
                for (int i = 0; i < map.parameterCount(); i++) {
                    assertEquals(i < map.weightCount() ? with.get(i) : 0f, without.get(i), 1e-6, map + ", parameter " + i);
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
                map.value(parameters, 0, x, all, 0, ROWS, scratch);
                map.value(parameters, 0, x, some, 2, 4, scratch);
                for (int i = 0; i < ROWS * map.outputSize(); i++) {
                    final int row = i / map.outputSize();
                    assertEquals(row == 2 || row == 3 ? all.get(i) : 0f, some.get(i), 1e-4, "row " + row + " of " + map);
                }
            }
        }
    }
}
