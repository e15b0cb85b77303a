package org.elbow.influence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.elbow.nn.RandomStreams;
import org.junit.jupiter.api.Test;

class SuspectScoreTest {

    @Test
    void logNormalNumbersGetStandardNormalScores() {
        final float[] normal = new float[20_000];
        RandomStreams.gaussian(RandomStreams.of(3), normal, 0, normal.length);
        final double[] values = new double[normal.length];
        Arrays.setAll(values, i -> Math.exp(5 + 0.7 * normal[i]));
        final double[] scores = SuspectScore.of(values);
        for (int i = 0; i < values.length; i++) {
            // median and median deviation of 20,000 draws err by about 1 %
            assertEquals(normal[i], scores[i], 0.05 * (1 + Math.abs(normal[i])));
        }
    }

    @Test
    void aFewSuspectsDoNotHideThemselves() {
        final double[] values = new double[100];
        Arrays.setAll(values, i -> i < 95 ? 1 + 0.01 * i : 1e6);
        final double[] scores = SuspectScore.of(values);
        assertTrue(scores[94] < 3.5 && scores[95] > 20);
    }

    @Test
    void equalNumbersScoreZeroAndFewOthersAreStillToldApart() {
        assertArrayEquals(new double[3], SuspectScore.of(new double[]{2, 2, 2}));
        assertArrayEquals(new double[0], SuspectScore.of(new double[0]));
        final double[] scores = SuspectScore.of(new double[]{2, 2, 2, 2, 2, 5});
        assertEquals(0, scores[0]);
        assertTrue(scores[5] > 3.5 && Double.isFinite(scores[5]));
    }

    @Test
    void zeroAndInfinityHaveFiniteScores() {
        for (final double score : SuspectScore.of(new double[]{0, 1, 2, 3, Double.POSITIVE_INFINITY})) {
            assertTrue(Double.isFinite(score));
        }
    }

    @Test
    void ranksBeginWithTheHighestAndTheFirstOfEqualOnes() {
        assertArrayEquals(new int[]{4, 1, 2, 3}, SuspectScore.ranks(new double[]{-1, 7, 2, 2}));
    }
}
