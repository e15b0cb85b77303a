package org.elbow.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NoveltyThresholdTest {

    @Test
    void quantilesInterpolateBetweenOrderStatistics() {
        final double[] scores = {7, 1, 3, 15};
        assertEquals(1, NoveltyThreshold.quantile(scores, 0));
        assertEquals(15, NoveltyThreshold.quantile(scores, 1));
        assertEquals(5, NoveltyThreshold.quantile(scores, 0.5), 1e-12);
        assertEquals(2.5, NoveltyThreshold.quantile(scores, 0.25), 1e-12);
        // numpy.quantile([7, 1, 3, 15], 0.95)
        assertEquals(13.8, NoveltyThreshold.quantile(scores, 0.95), 1e-12);
        assertArrayEquals(new double[]{7, 1, 3, 15}, scores);
    }

    @Test
    void aSingleScoreIsEveryQuantile() {
        assertEquals(4, NoveltyThreshold.quantile(new double[]{4}, 0));
        assertEquals(4, NoveltyThreshold.quantile(new double[]{4}, 0.3));
        assertEquals(4, NoveltyThreshold.quantile(new double[]{4}, 1));
    }

    @Test
    void infiniteScoresNeverGiveNaN() {
        final double infinite = Double.POSITIVE_INFINITY;
        assertEquals(infinite, NoveltyThreshold.quantile(new double[]{1, infinite, infinite}, 0.75));
        assertEquals(infinite, NoveltyThreshold.quantile(new double[]{-infinite, infinite}, 0.9));
        assertEquals(1, NoveltyThreshold.quantile(new double[]{1, infinite}, 0.25));
    }

    @Test
    void farApartScoresDoNotOverflow() {
        assertEquals(0, NoveltyThreshold.quantile(new double[]{-1.7e308, 1.7e308}, 0.5));
    }

    @Test
    void noScoresNaNAndQuantilesOutOfRangeAreRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> NoveltyThreshold.quantile(new double[0], 0.5))
            .getMessage().contains("no reference scores"));
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> NoveltyThreshold.quantile(new double[]{1, Double.NaN}, 0.5)).getMessage().contains("score 2"));
        for (final double q : new double[]{-0.01, 1.01, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> NoveltyThreshold.quantile(new double[]{1}, q));
        }
    }
}
