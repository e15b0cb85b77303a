package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class NumericStatisticsTest {

    private static NumericStatistics of(final double... values) {
        final NumericStatistics statistics = new NumericStatistics();
        for (final double value : values) {
            statistics.add(value);
        }
        return statistics;
    }

    @Test
    void describesItsNumbers() {
        final NumericStatistics statistics = of(2, 4, 4, 4, 5, 5, 7, 9);
        assertEquals(8, statistics.count());
        assertEquals(5, statistics.mean(), 1e-15);
        assertEquals(Math.sqrt(32.0 / 7), statistics.standardDeviation(), 1e-15);
        assertEquals(2, statistics.min());
        assertEquals(9, statistics.max());
    }

    @Test
    void aLargeOffsetDoesNotEatTheVariance() {
        assertEquals(1, of(1e15 + 1, 1e15 + 2, 1e15 + 3).standardDeviation(), 1e-9);
    }

    @Test
    void equalNumbersHaveExactlyNoDeviation() {
        assertEquals(0, of(0.1, 0.1, 0.1, 0.1, 0.1, 0.1).standardDeviation());
        assertEquals(0, of(3).standardDeviation());
    }

    @Test
    void nothingIsKnownOfNoNumbers() {
        final NumericStatistics none = of();
        assertEquals(0, none.count());
        assertEquals(Double.NaN, none.mean());
        assertEquals(Double.NaN, none.standardDeviation());
        assertEquals(Double.NaN, none.min());
        assertEquals(Double.NaN, none.max());
    }

    @Test
    void numbersMustBeFinite() {
        assertThrows(IllegalArgumentException.class, () -> of(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> of(Double.NEGATIVE_INFINITY));
    }
}
