package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MomentumTest extends OptimiserContract {

    @Override
    Optimiser start(final FloatBlock parameters) {
        return new Momentum(parameters);
    }

    @Override
    Reference reference() {
        final double[] velocity = new double[1];
        return (gradient, rate, step) -> {
            velocity[0] = 0.9 * velocity[0] + gradient;
            return -rate * velocity[0];
        };
    }

    @Test
    void aConstantGradientLeadsToATenfoldSpeed() {
        try (FloatBlock parameters = FloatBlock.allocate(1); FloatBlock gradient = FloatBlock.of(new float[]{2f});
                Momentum momentum = new Momentum(parameters)) {
            float before = 0;
            for (int step = 0; step < 200; step++) {
                before = parameters.get(0);
                momentum.beginStep(0.01);
                momentum.accept(0, gradient, 1, scratch);
            }
            assertEquals(-0.01 * 2 / (1 - 0.9), parameters.get(0) - before, 1e-5);
        }
    }

    @Test
    void withoutMomentumItIsPlainGradientDescent() {
        try (FloatBlock parameters = FloatBlock.of(new float[]{3f}); FloatBlock gradient = FloatBlock.of(new float[]{2f});
                Momentum momentum = new Momentum(parameters, 0)) {
            for (int step = 0; step < 4; step++) {
                momentum.beginStep(0.25);
                momentum.accept(0, gradient, 1, scratch);
            }
            assertEquals(1f, parameters.get(0));
        }
    }

    @Test
    void numbersOutOfRangeAreNamed() {
        try (FloatBlock parameters = FloatBlock.allocate(1)) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> new Momentum(parameters, 1)).getMessage()
                .contains("momentum μ is 1.0"));
        }
    }
}
