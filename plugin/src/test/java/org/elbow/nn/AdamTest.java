package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdamUpdater;

class AdamTest {

    @Test
    void stepsAreThoseOfTheReferenceImplementation() {
        final int n = 2500; // several stretches, the last one not full
        final float[] start = new float[n];
        RandomStreams.gaussian(new SplittableRandom(1), start, 0, n);
        try (FloatBlock parameters = FloatBlock.of(start); Adam adam = new Adam(parameters, 0.9, 0.999, 1e-12)) {
            // ND4J adds epsilon to the root before the correction of its bias: no difference where epsilon is negligible
            final org.nd4j.linalg.learning.config.Adam config = new org.nd4j.linalg.learning.config.Adam(0.01, 0.9, 0.999, 1e-12);
            final AdamUpdater reference = new AdamUpdater(config);
            reference.setStateViewArray(Nd4j.create(1, 2L * n), new long[]{1, n}, 'c', true);
            final INDArray expected = Nd4j.createFromArray(start).reshape(1, n);
            for (int step = 0; step < 20; step++) {
                final float[] gradient = new float[n];
                RandomStreams.gaussian(new SplittableRandom(100 + step), gradient, 0, n);
                final INDArray update = Nd4j.createFromArray(gradient).reshape(1, n);
                reference.applyUpdater(update, step, 0);
                expected.subi(update);
                adam.beginStep(0.01);
                try (FloatBlock block = FloatBlock.of(gradient)) {
                    adam.accept(0, block, n, new Scratch());
                }
            }
            assertArrayEquals(expected.toFloatVector(), parameters.toArray(), 2e-6f);
        }
    }

    @Test
    void aParameterWhoseGradientIsAlwaysZeroStays() {
        try (FloatBlock parameters = FloatBlock.of(new float[]{3f}); FloatBlock zero = FloatBlock.allocate(1);
                Adam adam = new Adam(parameters)) {
            for (int step = 0; step < 10; step++) {
                adam.beginStep(0.1);
                adam.accept(0, zero, 1, new Scratch());
            }
            assertArrayEquals(new float[]{3f}, parameters.toArray());
        }
    }
}
