package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdaMaxUpdater;
import org.nd4j.linalg.learning.config.AdaMax;

class AdamaxTest extends OptimiserContract {

    @Override
    Optimiser start(final FloatBlock parameters) {
        return new Adamax(parameters);
    }

    @Override
    Reference reference() {
        final double[] state = new double[2];
        return (gradient, rate, step) -> {
            state[0] = 0.9 * state[0] + 0.1 * gradient;
            state[1] = Math.max(0.999 * state[1], Math.abs(gradient) + 1e-8);
            return -rate / (1 - Math.pow(0.9, step)) * state[0] / state[1];
        };
    }

    @Test
    void stepsAreThoseOfAnotherImplementation() {
        final float[] start = random(1);
        try (FloatBlock parameters = FloatBlock.of(start); Adamax adamax = new Adamax(parameters, 0.8, 0.9, 1e-12)) {
            final AdaMaxUpdater reference = new AdaMaxUpdater(new AdaMax(0.01, 0.8, 0.9, 1e-12));
            reference.setStateViewArray(Nd4j.create(1, 2L * COUNT), new long[]{1, COUNT}, 'c', true);
            final INDArray expected = Nd4j.createFromArray(start).reshape(1, COUNT);
            for (int step = 0; step < 20; step++) {
                final float[] gradient = random(100 + step);
                final INDArray update = Nd4j.createFromArray(gradient).reshape(1, COUNT);
                reference.applyUpdater(update, step, 0);
                expected.subi(update);
                adamax.beginStep(0.01);
                try (FloatBlock block = FloatBlock.of(gradient)) {
                    adamax.accept(0, block, COUNT, scratch);
                }
            }
            assertArrayEquals(expected.toFloatVector(), parameters.toArray(), 2e-6f);
        }
    }

    @Test
    void theFirstStepIsAsLongAsTheLearningRateWhateverTheGradientsSize() {
        try (FloatBlock parameters = FloatBlock.allocate(3); FloatBlock gradient = FloatBlock.of(new float[]{1e-3f, -5f, 1e20f});
                Adamax adamax = new Adamax(parameters)) {
            adamax.beginStep(0.01);
            adamax.accept(0, gradient, 3, scratch);
            assertArrayEquals(new float[]{-0.01f, 0.01f, -0.01f}, parameters.toArray(), 1e-6f);
        }
    }

    @Test
    void aGradientOfNothingButRoundingHardlyMovesAParameter() {
        try (FloatBlock parameters = FloatBlock.allocate(1); FloatBlock gradient = FloatBlock.of(new float[]{1e-14f});
                Adamax adamax = new Adamax(parameters)) {
            adamax.beginStep(0.01);
            adamax.accept(0, gradient, 1, scratch);
            assertEquals(-0.01 * 1e-14 / 1e-8, parameters.get(0), 1e-12);
        }
    }

    @Test
    void numbersOutOfRangeAreNamed() {
        try (FloatBlock parameters = FloatBlock.allocate(1)) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> new Adamax(parameters, 0.9, 1, 1e-8)).getMessage()
                .contains("β₂ is 1.0"));
        }
    }
}
