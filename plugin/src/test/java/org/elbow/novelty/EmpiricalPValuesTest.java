package org.elbow.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class EmpiricalPValuesTest {

    @Test
    void aPValueCountsTheReferenceScoresThatAreAsHigh() {
        final double[] reference = {3, 1, 2, 2};
        assertArrayEquals(new double[] {1, 1, 4 / 5., 4 / 5., 2 / 5., 2 / 5., 1 / 5.},
            EmpiricalPValues.of(reference, new double[] {0, 1, 1.5, 2, 2.5, 3, 4}), 1e-15);
        assertArrayEquals(new double[] {3, 1, 2, 2}, reference, 0);
    }

    @Test
    void infiniteScoresHaveTheirPlace() {
        final double[] reference = {Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY};
        assertArrayEquals(new double[] {2 / 4., 1, 2 / 4.},
            EmpiricalPValues.of(reference, new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1}), 1e-15);
    }

    @Test
    void itIsWhatCountingGives() {
        final SplittableRandom random = new SplittableRandom(4);
        final double[] reference = random.doubles(200).map(value -> Math.rint(20 * value)).toArray();
        final double[] scores = random.doubles(100).map(value -> Math.rint(22 * value - 1)).toArray();
        final double[] found = EmpiricalPValues.of(reference, scores);
        for (int i = 0; i < scores.length; i++) {
            int count = 1;
            for (final double other : reference) {
                count += other >= scores[i] ? 1 : 0;
            }
            assertEquals(count / 201.0, found[i], 1e-15, "score " + scores[i]);
        }
    }

    @Test
    void withoutReferenceOrWithNaNThereIsNone() {
        assertThrows(IllegalArgumentException.class, () -> EmpiricalPValues.of(new double[0], new double[] {1}));
        final String message = assertThrows(IllegalArgumentException.class,
            () -> EmpiricalPValues.of(new double[] {1}, new double[] {2, Double.NaN})).getMessage();
        assertTrue(message.contains("Score 2"), message);
        assertThrows(IllegalArgumentException.class, () -> EmpiricalPValues.of(new double[] {Double.NaN}, new double[0]));
    }
}
