package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MovingAverageTest {

    @Test
    void averagesThatFadeAwayAreNeverSubnormal() {
        final float[] average = {1f, -1f};
        for (int step = 0; step < 2000; step++) {
            MovingAverage.update(average, new float[2], 0.9f, 0.1f, 2);
            for (final float value : average) {
                assertTrue(value == 0 || Math.abs(value) >= Float.MIN_NORMAL, "step " + step + ": " + value);
            }
        }
        assertArrayEquals(new float[2], average, 1e-36f);
    }

    @Test
    void averagesAreExactToTheLastPlaceOtherwise() {
        final float[] average = {3f, 1e-6f};
        MovingAverage.update(average, new float[]{-5f, 0f}, 0.5f, 0.25f, 2);
        assertEquals(0.25f, average[0]);
        assertEquals(0.5e-6f, average[1]);
    }
}
