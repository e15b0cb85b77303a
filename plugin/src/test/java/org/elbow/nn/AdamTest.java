package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdamUpdater;

class AdamTest extends OptimiserContract {

    @Override
    Optimiser start(final FloatBlock parameters) {
        return new Adam(parameters);
    }

    @Override
    Reference reference() {
        final double[] averages = new double[2];
        return (gradient, rate, step) -> {
            averages[0] = 0.9 * averages[0] + 0.1 * gradient;
            averages[1] = 0.999 * averages[1] + 0.001 * gradient * gradient;
            return -rate * averages[0] / (1 - Math.pow(0.9, step))
                / (Math.sqrt(averages[1] / (1 - Math.pow(0.999, step))) + 1e-8);
        };
    }

    @Test
    void stepsAreThoseOfAnotherImplementation() {
        final float[] start = random(1);
        try (FloatBlock parameters = FloatBlock.of(start); Adam adam = new Adam(parameters, 0.9, 0.999, 1e-12)) {
            // ND4J adds epsilon to the root before the correction of its bias: no difference where epsilon is negligible
            final org.nd4j.linalg.learning.config.Adam config = new org.nd4j.linalg.learning.config.Adam(0.01, 0.9, 0.999, 1e-12);
            final AdamUpdater reference = new AdamUpdater(config);
            reference.setStateViewArray(Nd4j.create(1, 2L * COUNT), new long[]{1, COUNT}, 'c', true);
            final INDArray expected = Nd4j.createFromArray(start).reshape(1, COUNT);
            for (int step = 0; step < 20; step++) {
                final float[] gradient = random(100 + step);
                final INDArray update = Nd4j.createFromArray(gradient).reshape(1, COUNT);
                reference.applyUpdater(update, step, 0);
                expected.subi(update);
                adam.beginStep(0.01);
                try (FloatBlock block = FloatBlock.of(gradient)) {
                    adam.accept(0, block, COUNT, scratch);
                }
            }
            assertArrayEquals(expected.toFloatVector(), parameters.toArray(), 2e-6f);
        }
    }

    @Test
    void numbersOutOfRangeAreNamed() {
        try (FloatBlock parameters = FloatBlock.allocate(1)) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> new Adam(parameters, 1, 0.999, 1e-8)).getMessage()
                .contains("β₁ is 1.0"));
            assertTrue(assertThrows(IllegalArgumentException.class, () -> new Adam(parameters, 0.9, -0.1, 1e-8)).getMessage()
                .contains("β₂ is -0.1"));
            assertTrue(assertThrows(IllegalArgumentException.class, () -> new Adam(parameters, 0.9, 0.999, 0)).getMessage()
                .contains("ε that keeps the divisor from 0 is 0.0"));
            assertThrows(IllegalArgumentException.class, () -> new Adam(parameters, Double.NaN, 0.999, 1e-8));
        }
    }
}
