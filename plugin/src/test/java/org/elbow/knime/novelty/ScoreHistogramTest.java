package org.elbow.knime.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class ScoreHistogramTest {

    @Test
    void manyExtremeScoresDoNotSqueezeTheRest() {
        final double[] scores = IntStream.range(0, 1000).mapToDouble(i -> i < 900 ? i / 100.0 : 1000.0 * i).toArray();
        final double[] shown = ScoreHistogram.shownRange(scores);
        assertEquals(0, shown[0], 0.05);
        final double quartiles = 7.4925 - 2.4975; // the i-th of 1000 scores is i / 100 there
        assertEquals(7.4925 + 15 * quartiles, shown[1], 0.05);
    }

    @Test
    void twoGroupsOfScoresAreBothShown() {
        final double[] scores = IntStream.range(0, 1000).mapToDouble(i -> i < 500 ? i : 1e5 + i).toArray();
        assertArrayEquals(new double[] {5, 1e5 + 994}, ScoreHistogram.shownRange(scores), 1);
    }

    @Test
    void equalScoresHaveARange() {
        assertArrayEquals(new double[] {3, 3}, ScoreHistogram.shownRange(new double[] {3, 3, 3, 3}));
        assertArrayEquals(new double[] {0, 0}, ScoreHistogram.shownRange(new double[0]));
    }
}
